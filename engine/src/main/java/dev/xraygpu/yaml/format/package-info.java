/**
 * Declares what a document may say. One declaration reads it, writes it and makes its JSON schema,
 * so that none of them says something else than the others.
 */
@NullMarked
package dev.xraygpu.yaml.format;

import org.jspecify.annotations.NullMarked;
