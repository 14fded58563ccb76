/** The report: one page of HTML that says what a run found and did, without any network access. */
@NullMarked
package dev.xraygpu.report;

import org.jspecify.annotations.NullMarked;
