/** Names of patients in results: as they are, or others in their place that a secret key gives. */
@NullMarked
package dev.xraygpu.pseudonym;

import org.jspecify.annotations.NullMarked;
