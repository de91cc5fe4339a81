/**
 * Validation of tokens: lists of rules in stages, with a Java type for what each stage has verified.
 * Uses no HTTP and no configuration.
 */
@NullMarked
package org.s2slab.validation;

import org.jspecify.annotations.NullMarked;
