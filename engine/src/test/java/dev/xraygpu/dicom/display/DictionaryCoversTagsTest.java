package dev.xraygpu.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xraygpu.dicom.DicomDictionary;
import dev.xraygpu.dicom.DicomTag;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Without an entry in the dictionary, an attribute of a file with implicit VR is read as unknown:
 * its number would be lost without a word.
 */
class DictionaryCoversTagsTest {
  private static final int GROUP_OF_DELIMITERS = 0xfffe;
  private static final int GROUP_OF_OVERLAYS = 0x6000;

  static Stream<Field> tags() {
    return Stream.of(DicomTag.class, DisplayTag.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class);
  }

  @ParameterizedTest
  @MethodSource("tags")
  void everyAttributeThatIsReadIsListed(Field field) throws IllegalAccessException {
    field.setAccessible(true);
    int tag = field.getInt(null);
    int group = tag >>> 16;
    if (group != GROUP_OF_DELIMITERS && group != GROUP_OF_OVERLAYS) {
      assertThat(DicomDictionary.keyword(tag)).as(field.getName()).isNotEmpty();
    }
  }
}
