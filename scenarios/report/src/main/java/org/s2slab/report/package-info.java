/** Writes reports of steps, hops and results as HTML, XML, JSON, Markdown and text. */
@NullMarked
package org.s2slab.report;

import org.jspecify.annotations.NullMarked;
