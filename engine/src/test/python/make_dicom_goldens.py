#!/usr/bin/env python3
"""Makes the small DICOM files of DicomGoldenTest and DicomPrivacyTest and what pydicom shows of them.

usage: make_dicom_goldens.py FOLDER     (Debian's python3-pydicom and python3-numpy)

Pixels are made by formulas, never patients. The expected images are computed with pydicom's
apply_modality_lut and apply_voi_lut (or, where it has none, the formulas of DICOM PS3.3), scaled to
0..65535 and rounded half to even; nothing of xray-gpu takes part.
"""
import sys
from pathlib import Path

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

try:
    from pydicom.pixels import apply_modality_lut, apply_voi_lut
except ImportError:
    from pydicom.pixel_data_handlers.util import apply_modality_lut, apply_voi_lut

CR = "1.2.840.10008.5.1.4.1.1.1"
ROWS, COLUMNS = 12, 20


def dataset(bits_stored=12, signed=False, photometric="MONOCHROME2", syntax=ExplicitVRLittleEndian):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CR
    meta.MediaStorageSOPInstanceUID = "1.2.3.4"
    meta.TransferSyntaxUID = syntax
    meta.ImplementationClassUID = "1.2.3"
    ds = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    ds.is_little_endian, ds.is_implicit_VR = True, syntax == ImplicitVRLittleEndian
    ds.SOPClassUID, ds.SOPInstanceUID, ds.Modality = CR, "1.2.3.4", "CR"
    ds.SamplesPerPixel, ds.PhotometricInterpretation = 1, photometric
    ds.Rows, ds.Columns = ROWS, COLUMNS
    ds.BitsAllocated = 8 if bits_stored <= 8 else 16
    ds.BitsStored, ds.HighBit, ds.PixelRepresentation = bits_stored, bits_stored - 1, int(signed)
    return ds


def ramp(bits_stored=12, signed=False):
    """Values over the whole range, with both ends and no order."""
    n = ROWS * COLUMNS
    low, high = (-(1 << (bits_stored - 1)), (1 << (bits_stored - 1)) - 1) if signed else (0, (1 << bits_stored) - 1)
    values = low + (np.arange(n, dtype=np.int64) * 7919) % n * (high - low) // (n - 1)
    kind = ("i" if signed else "u") + ("1" if bits_stored <= 8 else "2")
    return values.astype("<" + kind).reshape(ROWS, COLUMNS)


def put(ds, pixels):
    ds.PixelData = pixels.tobytes()
    ds["PixelData"].VR = "OB" if ds.BitsAllocated == 8 else "OW"
    return ds


def sixteen(brightness):
    return np.rint(np.clip(brightness, 0, 1) * 65535).astype("<u2")


def inverted(ds, image):
    return 65535 - image if ds.PhotometricInterpretation == "MONOCHROME1" else image


def windowed(ds, pixels, index=0):
    """pydicom's window, whose output spans what the stored bits allow after the modality's step."""
    values = apply_modality_lut(pixels, ds)
    shown = apply_voi_lut(values, ds, index=index)
    signed = ds.PixelRepresentation == 1
    low = -(1 << (ds.BitsStored - 1)) if signed else 0
    high = (1 << (ds.BitsStored - 1)) - 1 if signed else (1 << ds.BitsStored) - 1
    slope, intercept = float(ds.get("RescaleSlope", 1)), float(ds.get("RescaleIntercept", 0))
    low, high = low * slope + intercept, high * slope + intercept
    return inverted(ds, sixteen((shown - low) / (high - low)))


def full(ds, pixels, keep=None):
    values = apply_modality_lut(pixels, ds).astype("f8")
    kept = values if keep is None else values[keep]
    image = inverted(ds, sixteen((values - kept.min()) / (kept.max() - kept.min())))
    return image if keep is None else np.where(keep, image, 0).astype("<u2")


def lut_item(first, bits, entries, signed=False):
    item = Dataset()
    item.add_new(0x00283002, "SS" if signed else "US", [len(entries) % 65536, first, bits])
    item.add_new(0x00283006, "US", [int(v) for v in entries])
    return item


def luma(rgb):
    rgb = rgb.astype("i8")
    return (rgb[..., 0] * 9798 + rgb[..., 1] * 19235 + rgb[..., 2] * 3735 + 16384) >> 15


def cases():
    for photometric in ("MONOCHROME1", "MONOCHROME2"):
        ds = put(dataset(photometric=photometric), ramp())
        ds.WindowCenter, ds.WindowWidth = [1800, 1000], [2000, 501]
        yield photometric.lower(), ds, {"1": windowed(ds, ramp()), "2": windowed(ds, ramp(), 1)}
    for function in ("LINEAR_EXACT", "SIGMOID"):
        ds = put(dataset(), ramp())
        ds.WindowCenter, ds.WindowWidth, ds.VOILUTFunction = 1800.5, 1499.25, function
        yield function.lower(), ds, {"1": windowed(ds, ramp())}
    ds = put(dataset(16, True, syntax=ImplicitVRLittleEndian), ramp(16, True))
    ds.RescaleSlope, ds.RescaleIntercept, ds.RescaleType = "0.5", "-1024", "HU"
    ds.WindowCenter, ds.WindowWidth = "-600", "1500"
    yield "signed", ds, {"1": windowed(ds, ramp(16, True)), "full": full(ds, ramp(16, True))}
    ds = put(dataset(10), ramp(10))
    yield "no-window", ds, {"1": full(ds, ramp(10)), "percentile:10,80": percentile(ds, ramp(10), 10, 80)}
    ds = put(dataset(8), ramp(8) // 2)
    yield "eight-bits", ds, {"1": (ramp(8) // 2).astype("<u2") * 257}
    # A table of 10 bits over values 100..2147, in a table that is not monotonic.
    entries = (np.arange(2048) * 3) % 1024
    ds = put(dataset(), ramp())
    ds.VOILUTSequence = Sequence([lut_item(100, 10, entries), lut_item(0, 16, np.arange(4096) * 16)])
    ds.WindowCenter, ds.WindowWidth = 2000, 1000
    looked = [apply_voi_lut(ramp(), ds, index=i) for i in (0, 1)]
    third = put(dataset(), ramp())
    third.WindowCenter, third.WindowWidth = 2000, 1000
    yield "voi-lut", ds, {
        "1": sixteen(looked[0] / 1023), "2": sixteen(looked[1] / 65535), "3": windowed(third, ramp())}
    # CT-like negative input of a VOI LUT.
    ds = put(dataset(12, True), ramp(12, True))
    ds.VOILUTSequence = Sequence([lut_item(-1000, 12, np.arange(2001) * 2, signed=True)])
    yield "voi-lut-signed", ds, {"1": sixteen(apply_voi_lut(ramp(12, True), ds) / 4095)}
    ds = put(dataset(8, photometric="MONOCHROME1"), ramp(8))
    ds.ModalityLUTSequence = Sequence([lut_item(10, 16, 4000 - np.arange(200) * 20)])
    ds.ModalityLUTSequence[0].ModalityLUTType = "OD"
    ds.WindowCenter, ds.WindowWidth = 2000, 3000
    values = apply_modality_lut(ramp(8), ds).astype("f8")
    linear = (values - 1999.5) / 2999 + 0.5
    yield "modality-lut", ds, {"1": 65535 - sixteen(linear)}
    for photometric in ("MONOCHROME1", "MONOCHROME2"):
        pixels = ramp(12, True).copy()
        keep = (pixels < -2000) | (pixels > -1500)
        ds = put(dataset(12, True, photometric), pixels)
        ds.add_new(0x00280120, "SS", -2000)
        ds.add_new(0x00280121, "SS", -1500)
        yield "padding-" + photometric.lower(), ds, {"full": full(ds, pixels, keep), "1": full(ds, pixels, keep)}
    palette = put(dataset(8, photometric="PALETTE COLOR"), ramp(8) % 64)
    tables = [(np.arange(64) * 1000 + 7 * c) % 65536 for c in (1, 200, 3000)]
    for name, table in zip(("Red", "Green", "Blue"), tables):
        setattr(palette, name + "PaletteColorLookupTableDescriptor", [64, 0, 16])
        setattr(palette, name + "PaletteColorLookupTableData", table.astype("<u2").tobytes())
    yield "palette", palette, {"1": luma(np.stack([t[ramp(8) % 64] for t in tables], -1)).astype("<u2")}
    rgb = np.stack([ramp(8), np.flip(ramp(8), 0), ramp(8).T.reshape(ROWS, COLUMNS)], -1)
    for planar in (0, 1):
        ds = dataset(8, photometric="RGB")
        ds.SamplesPerPixel, ds.PlanarConfiguration = 3, planar
        yield f"rgb-{planar}", put(ds, np.moveaxis(rgb, -1, 0).copy() if planar else rgb), {
            "1": (luma(rgb) * 257).astype("<u2")}
    ds = dataset(8, photometric="YBR_FULL")
    ds.SamplesPerPixel, ds.PlanarConfiguration = 3, 0
    yield "ybr-full", put(ds, rgb), {"1": rgb[..., 0].astype("<u2") * 257}
    ds = dataset(8, photometric="YBR_FULL_422")
    ds.SamplesPerPixel, ds.PlanarConfiguration = 3, 0
    pairs = rgb.reshape(-1, 2, 3)
    packed = np.stack([pairs[:, 0, 0], pairs[:, 1, 0], pairs[:, 0, 1], pairs[:, 0, 2]], -1).astype("u1")
    yield "ybr-full-422", put(ds, packed), {"1": rgb[..., 0].astype("<u2") * 257}
    yield from frames()


def frames():
    """Three frames, the second with a window of its own, the others with the shared one."""
    pixels = np.stack([ramp(), ramp() // 2, np.flip(ramp(), 1)])
    ds = dataset()
    ds.NumberOfFrames = 3

    def group(center, width):
        window = Dataset()
        window.WindowCenter, window.WindowWidth = center, width
        item = Dataset()
        item.FrameVOILUTSequence = Sequence([window])
        return item

    shared = group(2000, 4000)
    rescale = Dataset()
    rescale.RescaleSlope, rescale.RescaleIntercept, rescale.RescaleType = 2, -100, "US"
    shared.PixelValueTransformationSequence = Sequence([rescale])
    ds.SharedFunctionalGroupsSequence = Sequence([shared])
    ds.PerFrameFunctionalGroupsSequence = Sequence([Dataset(), group(500, 1000), Dataset()])
    expected = {}
    for frame, (center, width) in enumerate([(2000, 4000), (500, 1000), (2000, 4000)], 1):
        values = pixels[frame - 1] * 2.0 - 100
        expected[f"1#{frame}"] = sixteen((values - (center - 0.5)) / (width - 1) + 0.5)
    yield "frames", put(ds, pixels), expected


def percentile(ds, pixels, low, high):
    """Nearest rank."""
    ordered = np.sort(pixels.ravel()).astype("f8")
    bottom, top = (ordered[max(1, int(np.ceil(p / 100 * ordered.size))) - 1] for p in (low, high))
    return inverted(ds, sixteen((pixels - bottom) / (top - bottom)))


IDENTIFYING = (
    "PatientName PatientID OtherPatientIDs OtherPatientNames PatientBirthName PatientMotherBirthName"
    " PatientAddress PatientTelephoneNumbers PatientComments AdditionalPatientHistory EthnicGroup"
    " Occupation MilitaryRank BranchOfService CountryOfResidence RegionOfResidence"
    " MedicalRecordLocator PatientReligiousPreference ResponsiblePerson ResponsibleOrganization"
    " AccessionNumber InstitutionName InstitutionAddress InstitutionalDepartmentName"
    " ReferringPhysicianName ReferringPhysicianAddress PhysiciansOfRecord PerformingPhysicianName"
    " NameOfPhysiciansReadingStudy OperatorsName RequestingPhysician RequestingService"
    " StationName DeviceSerialNumber DetectorID PlateID CassetteID GantryID StudyID"
    " StudyDescription SeriesDescription ProtocolName ImageComments AdmissionID"
    " IssuerOfPatientID AdmittingDiagnosesDescription RequestedProcedureDescription"
    " PerformedProcedureStepDescription PerformedProcedureStepID ScheduledProcedureStepID"
    " RequestedProcedureID ReasonForTheRequestedProcedure CommentsOnThePerformedProcedureStep"
    " AcquisitionComments AcquisitionDeviceProcessingDescription DerivationDescription"
    " WindowCenterWidthExplanation ContentCreatorName ImageType SoftwareVersions"
    " ManufacturerModelName LUTExplanation").split()


def canary():
    """A file with a telling word in every attribute that may identify somebody."""
    ds = put(dataset(), ramp())
    ds.Rows, ds.Columns = 64, 80
    ds.PixelData = np.tile(ramp(), (6, 4))[:64, :80].tobytes()
    ds.WindowCenter, ds.WindowWidth = 2000, 3000
    ds.BurnedInAnnotation = "YES"
    number = 0
    for keyword in IDENTIFYING:
        number += 1
        setattr(ds, keyword, f"Canary{number:03d}")
    for keyword in ("PatientBirthDate", "StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate"):
        setattr(ds, keyword, "18771231")
    for keyword in ("StudyTime", "PatientBirthTime", "SeriesTime", "ContentTime"):
        setattr(ds, keyword, "235957")
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "FrameOfReferenceUID"):
        setattr(ds, keyword, "1.2.826.87654321.5")
    # A company whose name repeats the patient's, and code strings with a name in them.
    ds.Manufacturer = "Makers of Canary001"
    ds.BodyPartExamined = "CANARY001"
    ds.ViewPosition = "Canary001, Miss"
    inner = Dataset()
    inner.PersonName, inner.CodeMeaning, inner.TextValue = "Canary901", "Canary902", "Canary903"
    request = Dataset()
    request.RequestedProcedureDescription, request.AccessionNumber = "Canary904", "Canary905"
    request.ContentSequence = Sequence([inner])
    ds.RequestAttributesSequence = Sequence([request])
    other = Dataset()
    other.PatientID, other.TypeOfPatientID = "Canary906", "TEXT"
    ds.OtherPatientIDsSequence = Sequence([other])
    block = ds.private_block(0x0011, "Canary907 HEALTH", create=True)
    block.add_new(0x01, "LO", "Canary908")
    block.add_new(0x02, "UN", b"Canary909 ")
    hidden = Dataset()
    hidden.add_new(0x00100010, "PN", "Canary910")
    block.add_new(0x03, "SQ", Sequence([hidden]))
    return ds


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, ds, images in cases():
        ds.save_as(folder / f"{name}.dcm", write_like_original=False)
        with open(folder / f"{name}.txt", "w", encoding="ascii") as out:
            for window, image in images.items():
                assert image.shape == (ROWS, COLUMNS), (name, window, image.shape)
                out.write(window + " " + " ".join(map(str, image.ravel().tolist())) + "\n")
    canary().save_as(folder / "canary.dcm", write_like_original=False)
    print(pydicom.__version__, np.__version__)


main(Path(sys.argv[1]))
