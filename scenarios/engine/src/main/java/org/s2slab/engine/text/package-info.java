/** Text of terminals and files: colours, shortened texts, and errors in files with their places. */
@NullMarked
package org.s2slab.engine.text;

import org.jspecify.annotations.NullMarked;
