package org.s2slab.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** The page templates of the module, compiled by the build. They escape every inserted value for its context. */
public final class PageTemplates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageTemplates.class.getClassLoader(), "org.s2slab.report.pages");

    private PageTemplates() {}

    /**
     * A page or a piece of one.
     *
     * @param template its file below the templates' folder
     * @param values by the names of its parameters
     */
    public static String render(String template, Map<String, ?> values) {
        StringOutput output = new StringOutput();
        render(template, values, output);
        return output.toString();
    }

    /** The same, written where it belongs. */
    public static void render(String template, Map<String, ?> values, TemplateOutput output) {
        ENGINE.render(template, new HashMap<String, Object>(values), output);
    }
}
