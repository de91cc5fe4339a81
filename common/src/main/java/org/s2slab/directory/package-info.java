/** The part of Active Directory that the servers of one forest share: which mailboxes are on hold. */
@NullMarked
package org.s2slab.directory;

import org.jspecify.annotations.NullMarked;
