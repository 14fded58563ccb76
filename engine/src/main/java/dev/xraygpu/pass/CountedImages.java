package dev.xraygpu.pass;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.decode.DecodeRequest;
import dev.xraygpu.decode.Decoders;
import dev.xraygpu.decode.FileBuffer;
import dev.xraygpu.decode.OpenImage;
import dev.xraygpu.device.LaneResult;
import dev.xraygpu.failure.RunException;
import dev.xraygpu.image.HostImage;
import dev.xraygpu.statistics.PixelStatistics;
import java.nio.file.Path;

/**
 * Takes images out of the statistics again that a lane has counted. A lane knows which images count
 * only by their mean and by whether they are constant; what stumbles over an image behind the lane
 * comes too late for it.
 *
 * @param decoders as in the pass
 * @param request as in the pass
 */
record CountedImages(Decoders decoders, DecodeRequest request) {
  /**
   * Takes one image back.
   *
   * @param file that holds it, which is read and decoded once more: the lane's memory of the pixels
   *     before the stages may hold its patches by now
   * @param frame of the file, from 1; 0 of a file of one frame
   * @param image what the lane made of it
   * @param input of which the pixels before the stages are taken
   * @param processed of which those behind them are taken
   * @throws RunException if the file is not what it was: then the statistics would be wrong
   */
  void takeBack(
      Path file,
      int frame,
      LaneResult.Processed image,
      PixelStatistics input,
      PixelStatistics processed)
      throws RunException {
    try {
      OpenImage again = decoders.open(new FileBuffer(request.limits()).read(file), request);
      HostImage pixels = HostImage.allocate(again.header().pixelType(), again.header().size());
      again.decode(Math.max(frame, 1), pixels);
      input.remove(pixels);
      processed.remove(image.pixels());
    } catch (DecodeException e) {
      throw new RunException(
          file
              + " was read, and cannot be read again: "
              + e.getMessage()
              + ". Let no other program change the dataset during a run.",
          e);
    }
  }
}
