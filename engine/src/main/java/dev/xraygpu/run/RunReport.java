package dev.xraygpu.run;

import dev.xraygpu.dataset.Layout;
import dev.xraygpu.device.DeviceDescription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run found and did.
 *
 * @param layout how the dataset says what belongs where
 * @param classes all classes, in the order of their numbers
 * @param tally counts of samples and findings
 * @param statistics of the training split, whenever there is one; possibly of no image
 * @param device what ran the stages
 * @param threads workers
 * @param resumed samples that an earlier, interrupted run had done
 * @param elapsed time from the scan to the last file
 * @param splits corrected ones, if they were asked for
 * @param results files and folders that were written, by their final names
 */
public record RunReport(
    Layout layout,
    List<String> classes,
    Tally tally,
    Optional<TrainStatistics> statistics,
    DeviceDescription device,
    int threads,
    long resumed,
    Duration elapsed,
    Optional<CorrectedSplits> splits,
    List<Path> results) {}
