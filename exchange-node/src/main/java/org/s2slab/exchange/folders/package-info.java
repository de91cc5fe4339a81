/** Folders: the EWS operations that find, read, create and change folders, and the reader of their contents. */
@NullMarked
package org.s2slab.exchange.folders;

import org.jspecify.annotations.NullMarked;
