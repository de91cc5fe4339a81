/** Contact lists, wherever they are, and their way to Exchange and back. */
@NullMarked
package org.s2slab.lync.contacts;

import org.jspecify.annotations.NullMarked;
