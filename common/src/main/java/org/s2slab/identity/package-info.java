/**
 * The identities in tokens, principals, audiences and users, with checks of their form, and the names of claims. Uses
 * no other package of the project.
 */
@NullMarked
package org.s2slab.identity;

import org.jspecify.annotations.NullMarked;
