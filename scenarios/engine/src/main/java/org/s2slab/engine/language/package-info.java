/** The scenario language: what a file may say, and where it was written. */
@NullMarked
package org.s2slab.engine.language;

import org.jspecify.annotations.NullMarked;
