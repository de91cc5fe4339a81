/** The languages of scenario and topology files: their schemas, parsers and checks. */
@NullMarked
package org.s2slab.engine.language;

import org.jspecify.annotations.NullMarked;
