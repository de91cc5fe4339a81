package org.s2slab.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** The page templates of the module, which the build compiles. They escape every inserted value for its context. */
public final class PageTemplates {
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageTemplates.class.getClassLoader(), "org.s2slab.report.pages");

    private PageTemplates() {}

    /**
     * The text of a page, or of a part of a page.
     *
     * @param template the name of the template's file in the templates' folder
     * @param values the values of the template's parameters, by name
     */
    public static String render(String template, Map<String, ?> values) {
        StringOutput output = new StringOutput();
        render(template, values, output);
        return output.toString();
    }

    /** Writes the text of a page or a part of a page to an output. */
    public static void render(String template, Map<String, ?> values, TemplateOutput output) {
        ENGINE.render(template, new HashMap<String, Object>(values), output);
    }
}
