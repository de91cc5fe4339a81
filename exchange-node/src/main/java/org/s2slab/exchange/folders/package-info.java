/** Folders: the EWS operations that find, read, create and change them, and the reader of what lies in them. */
@NullMarked
package org.s2slab.exchange.folders;

import org.jspecify.annotations.NullMarked;
