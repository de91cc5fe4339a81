/** The trust doctor: who trusts whom in a deployment, what of it is broken or will break, and the cmdlet lines that mend it. */
@NullMarked
package org.s2slab.diagnosis.doctor;

import org.jspecify.annotations.NullMarked;
