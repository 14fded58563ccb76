package dev.xraygpu.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.image.HostImage;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Rectangle;
import dev.xraygpu.image.Size;
import dev.xraygpu.picture.Canvas.Stroke;
import dev.xraygpu.picture.ContactSheet.Tile;
import dev.xraygpu.quality.Finding;
import dev.xraygpu.quality.FindingCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a contact sheet has its images, and the colours of their frames. */
class ContactSheetTest {
  private static final GrayPicture WHITE =
      GrayPicture.fit(white(), DisplayScale.full(PixelType.U8), ContactSheet.box());

  private static HostImage white() {
    HostImage image = HostImage.allocate(PixelType.U8, new Size(352, 352));
    for (int i = 0; i < image.pixelCount(); i++) {
      image.pixels().put(i, (byte) 255);
    }
    return image;
  }

  private static Tile tile(Optional<GrayPicture> picture, FindingCode... codes) {
    Mark crop = new Mark(new Rectangle(40, 40, new Size(200, 100)), Ink.CROP, Stroke.SOLID, "");
    return new Tile(
        "x.png",
        "train / A",
        picture,
        List.of(crop),
        picture,
        List.of(codes).stream().map(code -> Finding.of("x.png", code, "what is wrong")).toList());
  }

  @Test
  void framesTellTheWorstFinding() {
    ContactSheet sheet = new ContactSheet("data", List.of("facts"), 5);
    sheet.add(tile(Optional.of(WHITE)));
    sheet.add(tile(Optional.of(WHITE), FindingCode.COLOR));
    sheet.add(tile(Optional.of(WHITE), FindingCode.COLOR, FindingCode.CROP_UNCERTAIN));
    sheet.add(tile(Optional.empty(), FindingCode.TRUNCATED));
    sheet.add(tile(Optional.of(WHITE)));
    Ink[] frames = {Ink.EDGE, Ink.INFO, Ink.WARNING, Ink.ERROR, Ink.EDGE};
    for (int i = 0; i < frames.length; i++) {
      Rectangle place = sheet.place(i);
      assertThat(sheet.canvas().rgb(place.x() + 1, place.y() + 1)).isEqualTo(frames[i].rgb());
      assertThat(sheet.canvas().rgb(place.right() - 1, place.bottom() - 1))
          .isEqualTo(frames[i].rgb());
    }
    assertThat(sheet.place(4).y()).isGreaterThan(sheet.place(3).bottom());
    assertThat(sheet.canvas().size().height()).isEqualTo(sheet.place(4).bottom() + 16);
  }

  @Test
  void anImageHasItsBoxAndABadFileNone() {
    ContactSheet sheet = new ContactSheet("data", List.of(), 2);
    sheet.add(tile(Optional.of(WHITE)));
    sheet.add(tile(Optional.empty(), FindingCode.TRUNCATED));
    int left = sheet.place(0).x() + 9;
    int top = sheet.place(0).y() + 9;
    assertThat(sheet.canvas().rgb(left + 20, top + 20)).isEqualTo(Ink.CROP.rgb());
    assertThat(sheet.canvas().rgb(left + 119, top + 69)).isEqualTo(Ink.CROP.rgb());
    assertThat(sheet.canvas().rgb(left + 19, top + 20)).isEqualTo(0xffffff);
    int code = 0;
    for (int x = 0; x < 100; x++) {
      for (int y = 0; y < 40; y++) {
        int rgb = sheet.canvas().rgb(sheet.place(1).x() + 10 + x, sheet.place(1).y() + 10 + y);
        code += rgb == Ink.ERROR.rgb() ? 1 : 0;
        assertThat(rgb).isNotEqualTo(0xffffff);
      }
    }
    assertThat(code).as("pixels of the code's letters").isGreaterThan(50);
  }
}
