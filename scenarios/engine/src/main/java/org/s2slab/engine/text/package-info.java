/** Text for terminals and reports: colours, signs and redacted credentials. */
@NullMarked
package org.s2slab.engine.text;

import org.jspecify.annotations.NullMarked;
