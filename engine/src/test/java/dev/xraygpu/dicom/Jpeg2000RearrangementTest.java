package dev.xraygpu.dicom;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xraygpu.decode.DecodeException;
import dev.xraygpu.dicom.Jpeg2000Parts.Packet;
import dev.xraygpu.dicom.Jpeg2000Parts.Segment;
import dev.xraygpu.dicom.Jpeg2000Parts.TilePart;
import dev.xraygpu.quality.FindingCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a codestream says, said elsewhere in it. Its two tiles have three resolutions, two layers
 * and three components, packets in the order RLCP, and a tile-part for each resolution.
 */
class Jpeg2000RearrangementTest {
  private static final Jpeg2000Golden GOLDEN = Jpeg2000Golden.ofCoding("markers");
  private static final int RESOLUTIONS = 3;
  private static final int LAYERS = 2;
  private static final int COMPONENTS = 3;

  /** Numbers of orders. */
  private static final int LRCP = 0;

  private static final int CPRL = 4;

  private final Jpeg2000Parts parts = new Jpeg2000Parts(GOLDEN.stream());

  private void assertSamplesAreTheSame() throws DecodeException {
    short[] values =
        requireNonNull(GOLDEN.decode(parts.toBytes(), TransferSyntax.JPEG_2000), "left").values();
    assertThat(values).isEqualTo(GOLDEN.expected());
  }

  private void assertRefused(FindingCode code, String message) {
    DecodeException refusal =
        catchThrowableOfType(
            DecodeException.class, () -> GOLDEN.decode(parts.toBytes(), TransferSyntax.JPEG_2000));
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.code()).isEqualTo(code);
  }

  @Test
  void withoutMarkersBeforePackets() throws DecodeException {
    assertSamplesAreTheSame();
  }

  @Test
  void packetHeadersInTilePartHeaders() throws DecodeException {
    parts.tileParts().forEach(part -> pack(part.takeHeaders(), Jpeg2000Parts.PPT, part.segments()));

    assertSamplesAreTheSame();
  }

  @Test
  void packetHeadersInTheMainHeader() throws DecodeException {
    pack(headersOfTileParts(parts.tileParts()), Jpeg2000Parts.PPM, parts.main());

    assertSamplesAreTheSame();
  }

  private static byte[] headersOfTileParts(List<TilePart> tileParts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (TilePart part : tileParts) {
      byte[] headers = part.takeHeaders();
      all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(headers.length).array());
      all.writeBytes(headers);
    }
    return all.toByteArray();
  }

  /** In segments of seven bytes, which end anywhere, and of which the last one comes first. */
  private static void pack(byte[] headers, int marker, List<Segment> into) {
    for (int at = 0; at < headers.length; at += 7) {
      byte[] some = Arrays.copyOfRange(headers, at, Math.min(headers.length, at + 7));
      byte[] numbered = new byte[1 + some.length];
      numbered[0] = (byte) (at / 7);
      System.arraycopy(some, 0, numbered, 1, some.length);
      into.add(1 % (1 + into.size()), new Segment(marker, numbered));
    }
  }

  @Test
  void packetHeadersThatAreMissing() {
    byte[] headers = headersOfTileParts(parts.tileParts());
    pack(Arrays.copyOf(headers, headers.length - 3), Jpeg2000Parts.PPM, parts.main());

    assertRefused(FindingCode.UNREADABLE, "packet headers end early");
  }

  @Test
  void packetHeadersOfAPacketThatAreMissing() {
    for (TilePart part : parts.tileParts()) {
      byte[] headers = part.takeHeaders();
      // The last packet's, with its end marker
      int end = headers.length - part.packets().size();
      pack(Arrays.copyOf(headers, end), Jpeg2000Parts.PPT, part.segments());
    }

    assertRefused(FindingCode.TRUNCATED, "end");
  }

  @Test
  void packetHeadersOfOneNumber() {
    for (TilePart part : parts.tileParts()) {
      part.segments().add(new Segment(Jpeg2000Parts.PPT, part.takeHeaders()));
      part.segments().add(Segment.of(Jpeg2000Parts.PPT, part.segments().get(0).content()[0]));
    }

    assertRefused(FindingCode.UNREADABLE, "one number");
  }

  @Test
  void packetHeadersOfSomeTilePartsOnly() {
    TilePart last = parts.tileParts().get(parts.tileParts().size() - 1);
    pack(last.takeHeaders(), Jpeg2000Parts.PPT, last.segments());

    assertRefused(FindingCode.UNREADABLE, "some tile-parts");
  }

  private static Segment orders(int... progressions) {
    return Segment.of(Jpeg2000Parts.POC, progressions);
  }

  /** First resolution, first component, all layers below, the ends of the others, and the order. */
  private static int[] progression(int resolution, int component, int layers, int order) {
    return new int[] {resolution, component, 0, layers, RESOLUTIONS, COMPONENTS, order};
  }

  private static int[] both(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static int resolution(int packet) {
    return packet / (LAYERS * COMPONENTS);
  }

  private static int layer(int packet) {
    return packet / COMPONENTS % LAYERS;
  }

  private static int component(int packet) {
    return packet % COMPONENTS;
  }

  /** The first layer resolution by resolution, the second one component by component. */
  private static void rearrange(TilePart whole) {
    List<Integer> order = new ArrayList<>();
    for (int packet = 0; packet < RESOLUTIONS * LAYERS * COMPONENTS; packet++) {
      order.add(packet);
    }
    order.sort(
        Comparator.comparingInt(Jpeg2000RearrangementTest::layer)
            .thenComparingInt(packet -> layer(packet) == 0 ? resolution(packet) : 0)
            .thenComparingInt(Jpeg2000RearrangementTest::component)
            .thenComparingInt(Jpeg2000RearrangementTest::resolution));
    List<Packet> packets = List.copyOf(whole.packets());
    whole.packets().clear();
    order.forEach(packet -> whole.packets().add(packets.get(packet)));
  }

  @Test
  void anOrderThatChangesInTheMainHeader() throws DecodeException {
    parts.joinTileParts();
    parts.tileParts().forEach(Jpeg2000RearrangementTest::rearrange);
    parts.main().add(orders(both(progression(0, 0, 1, LRCP), progression(0, 0, 2, CPRL))));

    assertSamplesAreTheSame();
  }

  /** What a tile says counts more than what the main header says of all. */
  @Test
  void anOrderThatChangesFromTilePartToTilePart() throws DecodeException {
    parts.joinTileParts();
    List<TilePart> halves = new ArrayList<>();
    for (TilePart whole : parts.tileParts()) {
      rearrange(whole);
      int half = RESOLUTIONS * COMPONENTS;
      halves.add(
          new TilePart(
              whole.tile(),
              new ArrayList<>(List.of(orders(progression(0, 0, 1, LRCP)))),
              new ArrayList<>(whole.packets().subList(0, half))));
      halves.add(
          new TilePart(
              whole.tile(),
              new ArrayList<>(List.of(orders(progression(0, 0, 2, CPRL)))),
              new ArrayList<>(whole.packets().subList(half, 2 * half))));
    }
    parts.tileParts().clear();
    parts.tileParts().addAll(halves);
    parts.main().add(orders(progression(0, 0, 2, CPRL)));

    assertSamplesAreTheSame();
  }

  @Test
  void ordersThatHaveNoPlaceForSomePackets() {
    parts.main().add(orders(both(progression(0, 0, 1, LRCP), progression(1, 0, 2, CPRL))));

    assertRefused(FindingCode.TRUNCATED, "no place for some packets");
  }

  /** As it would take long to look for all layers in each of them. */
  @Test
  void manyOrdersOfManyLayersAreLeftToAnotherCodec() throws DecodeException {
    spoil(Jpeg2000Parts.COD, 2, 0xff); // the higher byte of the number of layers
    int[] orders = {};
    for (int i = 0; i < 32; i++) {
      orders = both(orders, progression(0, 0, 2, LRCP));
    }
    parts.main().add(orders(orders));

    assertThat(GOLDEN.decode(parts.toBytes(), TransferSyntax.JPEG_2000)).isNull();
  }

  /** Of two levels, as the second one of the main header is taken away from it. */
  @Test
  void codingsOfATile() throws DecodeException {
    for (int marker : List.of(Jpeg2000Parts.COD, Jpeg2000Parts.QCD)) {
      Segment right = parts.only(marker);
      firstPartsOfTiles().forEach(part -> part.segments().add(right));
    }
    spoil(Jpeg2000Parts.COD, 5, 1); // levels
    spoil(Jpeg2000Parts.QCD, 0, 0); // guard bits

    assertSamplesAreTheSame();
  }

  private List<TilePart> firstPartsOfTiles() {
    List<TilePart> first = new ArrayList<>();
    for (TilePart part : parts.tileParts()) {
      if (first.stream().noneMatch(other -> other.tile() == part.tile())) {
        first.add(part);
      }
    }
    return first;
  }

  private void spoil(int marker, int at, int value) {
    byte[] content = parts.only(marker).content().clone();
    content[at] = (byte) value;
    Segment spoiled = new Segment(marker, content);
    parts.main().replaceAll(segment -> segment.marker() == marker ? spoiled : segment);
  }

  /** They count more than what is said of all, even if that comes behind them. */
  @Test
  void codingsOfComponents() throws DecodeException {
    addOfComponents(parts.main().subList(0, 1));
    spoil(Jpeg2000Parts.COD, 5, 1);
    spoil(Jpeg2000Parts.QCD, 0, 0);

    assertSamplesAreTheSame();
  }

  private void addOfComponents(List<Segment> into) {
    byte[] coding = parts.only(Jpeg2000Parts.COD).content();
    byte[] steps = parts.only(Jpeg2000Parts.QCD).content();
    for (int c = 0; c < COMPONENTS; c++) {
      byte[] ofComponent = Arrays.copyOfRange(coding, 3, coding.length);
      ofComponent[0] = (byte) c;
      ofComponent[1] = 0; // precincts are of the largest size
      byte[] stepsOfComponent = new byte[1 + steps.length];
      stepsOfComponent[0] = (byte) c;
      System.arraycopy(steps, 0, stepsOfComponent, 1, steps.length);
      into.add(new Segment(Jpeg2000Parts.COC, ofComponent));
      into.add(new Segment(Jpeg2000Parts.QCC, stepsOfComponent));
    }
  }

  /** What a tile says of all its components counts more than what the main header says of one. */
  @Test
  void codingsOfATileAgainstThoseOfComponents() throws DecodeException {
    for (int marker : List.of(Jpeg2000Parts.COD, Jpeg2000Parts.QCD)) {
      Segment right = parts.only(marker);
      firstPartsOfTiles().forEach(part -> part.segments().add(right));
    }
    spoil(Jpeg2000Parts.COD, 5, 1);
    spoil(Jpeg2000Parts.QCD, 0, 0);
    addOfComponents(parts.main());

    assertSamplesAreTheSame();
  }

  @Test
  void codingsOfComponentsOfATile() throws DecodeException {
    List<Segment> right = new ArrayList<>();
    addOfComponents(right);
    Collections.reverse(right);
    spoil(Jpeg2000Parts.COD, 5, 1);
    spoil(Jpeg2000Parts.QCD, 0, 0);
    addOfComponents(parts.main());
    firstPartsOfTiles().forEach(part -> part.segments().addAll(right));

    assertSamplesAreTheSame();
  }
}
