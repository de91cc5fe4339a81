/** The forecast: plays the features of a deployment at each date of the policy calendar, on a movable clock. */
@NullMarked
package org.s2slab.diagnosis.forecast;

import org.jspecify.annotations.NullMarked;
