package dev.xraygpu.bench.phantom;

import dev.xraygpu.bench.phantom.PhantomEncoder.Encoding;
import dev.xraygpu.image.PixelType;
import dev.xraygpu.image.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides, from the options alone, which files a dataset holds: {@code split/CLASS/name} with the
 * public pneumonia set's folders and names. A third is NORMAL; a fifth of each class is in test, a
 * tenth in val; a quarter of the images show the patient of the image before once more.
 */
final class PhantomDatasetPlan {
  private static final String TRAIN = "train";
  private static final String VAL = "val";
  private static final String TEST = "test";
  private static final int PNG_EVERY = 12;
  private static final int FIRST_PNG = 7;
  // Which of the images, counted over the whole dataset, is the 16-bit PNG and which the TIFF.
  private static final int DEEP_PNG = 1;
  private static final int TIFF = 2;
  private static final double SAME_PATIENT = 0.25;
  private static final int MOST_VIEWS = 3;
  private static final int LEAKED_VIEW = MOST_VIEWS;
  private static final Size FAULT_SIZE = new Size(640, 480);

  private final PhantomDatasetOptions options;
  private final PhantomRandom random;
  private final List<PhantomFile> files = new ArrayList<>();
  private int lastNormalPatient;
  private int lastPneumoniaPatient;
  private int lastPneumoniaFile;

  private PhantomDatasetPlan(PhantomDatasetOptions options) {
    this.options = options;
    this.random = PhantomRandom.of(options.seed(), PhantomRandom.Stream.DATASET);
  }

  /** All files, sound ones first; no path occurs twice. */
  static List<PhantomFile> of(PhantomDatasetOptions options) {
    PhantomDatasetPlan plan = new PhantomDatasetPlan(options);
    int normal = options.images() / 3;
    plan.addNormal(normal);
    plan.addPneumonia(options.images() - normal);
    if (options.faults() == PhantomFaults.PLANTED) {
      plan.addFaults();
    }
    return List.copyOf(plan.files);
  }

  private void addNormal(int images) {
    for (String split : List.of(TRAIN, VAL, TEST)) {
      long patient = 0;
      int view = 0;
      for (int i = 0; i < share(split, images); i++) {
        view = nextView(i, view);
        patient = view == 0 ? random.bits() : patient;
        addSound(split, patient, view, PhantomClass.NORMAL);
      }
    }
  }

  private void addPneumonia(int images) {
    for (String split : List.of(TRAIN, VAL, TEST)) {
      long patient = 0;
      int view = 0;
      PhantomClass shown = PhantomClass.BACTERIAL_PNEUMONIA;
      for (int i = 0; i < share(split, images); i++) {
        view = nextView(i, view);
        if (view == 0) {
          patient = random.bits();
          shown =
              random.chance(0.65) ? PhantomClass.BACTERIAL_PNEUMONIA : PhantomClass.VIRAL_PNEUMONIA;
        }
        addSound(split, patient, view, shown);
      }
    }
  }

  // At least one image in each split, as the least number of images allows.
  private static int share(String split, int images) {
    int test = images / 5 + 1;
    int val = images / 10 + 1;
    return switch (split) {
      case TEST -> test;
      case VAL -> val;
      default -> images - test - val;
    };
  }

  private int nextView(int index, int view) {
    return index > 0 && view + 1 < MOST_VIEWS && random.chance(SAME_PATIENT) ? view + 1 : 0;
  }

  private void addSound(String split, long patient, int view, PhantomClass shown) {
    if (view == 0) {
      nextPatient(shown);
    }
    int number = files.size();
    Encoding encoding = encoding(number);
    PixelType type = number == DEEP_PNG ? PixelType.U16 : PixelType.U8;
    PhantomSpecification specification =
        new PhantomSpecification(patient, view, size(), shown, exposure(), type);
    String path = path(split, shown, view, extension(encoding));
    files.add(new PhantomFile.Sound(new PhantomImage(path, specification), encoding));
  }

  private void addFaults() {
    PhantomClass normal = PhantomClass.NORMAL;
    PhantomClass bacterial = PhantomClass.BACTERIAL_PNEUMONIA;
    PhantomClass viral = PhantomClass.VIRAL_PNEUMONIA;
    addFault(PlantedFault.Kind.TRUNCATED_JPEG, TRAIN, bacterial, FAULT_SIZE, "jpeg");
    addFault(PlantedFault.Kind.EMPTY_FILE, TRAIN, normal, FAULT_SIZE, "jpeg");
    addFault(PlantedFault.Kind.NEARLY_BLACK, TRAIN, viral, FAULT_SIZE, "jpeg");
    addFault(PlantedFault.Kind.CONSTANT, TEST, normal, FAULT_SIZE, "jpeg");
    addFault(PlantedFault.Kind.TINY, TRAIN, normal, new Size(52, 40), "jpeg");
    addFault(PlantedFault.Kind.SMALL, TRAIN, bacterial, new Size(104, 80), "jpeg");
    addFault(PlantedFault.Kind.WRONG_EXTENSION, TRAIN, normal, FAULT_SIZE, "jpeg");
    addFault(PlantedFault.Kind.TEXT_FILE, TRAIN, viral, FAULT_SIZE, "jpg");
    addFault(PlantedFault.Kind.GIF, TRAIN, normal, FAULT_SIZE, "gif");
    addFault(PlantedFault.Kind.COLOR_JPEG, TRAIN, bacterial, FAULT_SIZE, "jpeg");
    addFault(PlantedFault.Kind.EXIF_ROTATED, TRAIN, normal, FAULT_SIZE, "jpeg");
    addDuplicate();
    addLeakedPatient();
    files.add(
        new PhantomFile.Faulty(
            new PlantedFault(TRAIN + "/.DS_Store", PlantedFault.Kind.DS_STORE),
            PhantomSpecification.of(options.seed(), 0, FAULT_SIZE, normal)));
  }

  private void addFault(
      PlantedFault.Kind kind, String split, PhantomClass shown, Size size, String extension) {
    nextPatient(shown);
    PhantomSpecification specification = PhantomSpecification.of(random.bits(), 0, size, shown);
    String path = path(split, shown, 0, extension);
    files.add(new PhantomFile.Faulty(new PlantedFault(path, kind), specification));
  }

  private void addDuplicate() {
    PhantomSpecification original = firstTrainingPneumonia().specification();
    nextPatient(original.phantomClass());
    String path = path(TEST, original.phantomClass(), original.view(), "jpeg");
    files.add(
        new PhantomFile.Faulty(
            new PlantedFault(path, PlantedFault.Kind.DUPLICATE_ACROSS_SPLITS), original));
  }

  private void addLeakedPatient() {
    PhantomImage image = firstTrainingPneumonia();
    PhantomSpecification first = image.specification();
    lastPneumoniaFile++;
    // "train/PNEUMONIA/person12_bacteria_34.jpeg": the same person, with the next file number.
    String person =
        image.path().substring(image.path().indexOf('/'), image.path().lastIndexOf('_') + 1);
    String path = VAL + person + lastPneumoniaFile + ".jpeg";
    files.add(
        new PhantomFile.Faulty(
            new PlantedFault(path, PlantedFault.Kind.PATIENT_IN_TWO_SPLITS),
            PhantomSpecification.of(
                first.patient(), LEAKED_VIEW, FAULT_SIZE, first.phantomClass())));
  }

  private PhantomImage firstTrainingPneumonia() {
    for (PhantomFile file : files) {
      if (file instanceof PhantomFile.Sound sound
          && sound.encoding() == Encoding.JPEG
          && sound.path().startsWith(TRAIN)
          && sound.image().specification().phantomClass() != PhantomClass.NORMAL) {
        return sound.image();
      }
    }
    throw new IllegalStateException("a plan has pneumonia JPEGs in its training split");
  }

  private void nextPatient(PhantomClass shown) {
    if (shown == PhantomClass.NORMAL) {
      lastNormalPatient++;
    } else {
      lastPneumoniaPatient++;
    }
  }

  private String path(String split, PhantomClass shown, int view, String extension) {
    String name =
        switch (shown) {
          case NORMAL -> String.format(Locale.ROOT, "IM-%04d-%04d", lastNormalPatient, view + 1);
          case BACTERIAL_PNEUMONIA -> pneumoniaName("bacteria");
          case VIRAL_PNEUMONIA -> pneumoniaName("virus");
        };
    return split + "/" + shown.label() + "/" + name + "." + extension;
  }

  private String pneumoniaName(String cause) {
    lastPneumoniaFile++;
    return "person" + lastPneumoniaPatient + "_" + cause + "_" + lastPneumoniaFile;
  }

  private Exposure exposure() {
    double share = random.unit();
    if (share < 0.1) {
      return Exposure.UNDER;
    }
    return share < 0.2 ? Exposure.OVER : Exposure.NORMAL;
  }

  private static Encoding encoding(int number) {
    if (number == TIFF) {
      return Encoding.TIFF;
    }
    return number == DEEP_PNG || number % PNG_EVERY == FIRST_PNG ? Encoding.PNG : Encoding.JPEG;
  }

  private static String extension(Encoding encoding) {
    return switch (encoding) {
      case JPEG -> "jpeg";
      case PNG -> "png";
      case TIFF -> "tiff";
      case GIF -> "gif";
    };
  }

  private Size size() {
    if (options.sizes() instanceof PhantomSizes.Fixed fixed) {
      return fixed.size();
    }
    PhantomSizes.Varied varied = (PhantomSizes.Varied) options.sizes();
    int longer = varied.shortest() + random.below(varied.longest() - varied.shortest() + 1);
    double shape = random.unit();
    double ratio = shape < 0.8 ? random.between(1.15, 1.65) : random.between(1.0, 1.3);
    int shorter = (int) (longer / ratio);
    return shape < 0.9 ? new Size(longer, shorter) : new Size(shorter, longer);
  }
}
