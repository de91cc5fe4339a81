/** Token validation: the check-list as rule tables, in stages by type. Uses no HTTP and no configuration. */
@NullMarked
package org.s2slab.validation;

import org.jspecify.annotations.NullMarked;
