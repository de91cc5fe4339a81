/** Believing it: the check-list as rule tables, in stages whose types keep a later check from running early. Knows nothing of HTTP and reads no configuration. */
@NullMarked
package org.s2slab.validation;

import org.jspecify.annotations.NullMarked;
