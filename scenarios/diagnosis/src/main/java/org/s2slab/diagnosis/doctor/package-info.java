/** The trust doctor: examines the trust between servers, reports faults and prints the cmdlets that fix them. */
@NullMarked
package org.s2slab.diagnosis.doctor;

import org.jspecify.annotations.NullMarked;
