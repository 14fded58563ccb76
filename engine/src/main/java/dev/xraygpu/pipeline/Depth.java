package dev.xraygpu.pipeline;

import dev.xraygpu.image.PixelType;

/**
 * Changes the bits of a pixel; the stages after it are faster with 8 and finer with 16.
 *
 * <table>
 * <caption>Contract</caption>
 * <tr><td>pixel types</td><td>8 and 16 bit in, {@code type} out</td></tr>
 * <tr><td>size</td><td>kept</td></tr>
 * <tr><td>border</td><td>none: each pixel by itself</td></tr>
 * <tr><td>rounding</td><td>16 to 8 bit: divided by 257, to the nearest; 8 to 16 bit: times 257,
 *     exact. There and back gives the same 8-bit pixel</td></tr>
 * <tr><td>tolerance</td><td>cpu: none, it is the reference</td></tr>
 * <tr><td>source</td><td>257 is 65,535 / 255, so that black and white stay black and white</td></tr>
 * </table>
 *
 * @param type how a pixel is stored afterwards
 */
public record Depth(PixelType type) implements Stage {
  @Override
  public String name() {
    return "depth";
  }

  @Override
  public Kind kind() {
    return Kind.DEPTH;
  }

  @Override
  public PixelType outputType(PixelType input) {
    return type;
  }
}
