package org.s2slab.exchange.values;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Converts bodies between HTML and plain text. */
public final class BodyConverter {
    /** The beginning of a URL that contains a script or a page. */
    private static final Pattern SCRIPT = Pattern.compile("(?i)(?:java|vb)script:|data:[^,]*(?:ht|x)ml");

    /** The beginning of a tag whose name is longer than any element name. */
    private static final Pattern LONG_NAME = Pattern.compile("<(?=/?[A-Za-z][^\\s/>]{64})");

    private BodyConverter() {}

    /** Parses an HTML body. An overlong tag becomes text: the parsing time grows with the square of its length. */
    static Document page(String html) {
        return Jsoup.parse(LONG_NAME.matcher(html).replaceAll("&lt;"));
    }

    /** Converts HTML to plain text: one line per block, and a star before each list item. */
    public static String text(String html) {
        StringBuilder out = new StringBuilder();
        page(html).body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    append(out, text);
                } else if (node instanceof Element element) {
                    if (element.isBlock()) {
                        newLine(out);
                    }
                    out.append(
                            switch (element.normalName()) {
                                case "br" -> "\n";
                                case "li" -> "* ";
                                case "td", "th" -> element.previousElementSibling() == null ? "" : "\t";
                                default -> "";
                            });
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element
                        && (element.isBlock() || element.normalName().equals("tr"))) {
                    newLine(out);
                }
            }
        });
        return out.toString().strip();
    }

    /** Removes scripts, forms and embedded objects from a page. */
    static void filter(Document page) {
        page.select("script, iframe, object, embed, applet, form, input, meta, link, base, animate, set")
                .remove();
        page.getAllElements()
                .forEach(element -> element.attributes().asList().stream()
                        .filter(attribute ->
                                attribute.getKey().toLowerCase(Locale.ROOT).startsWith("on")
                                        || SCRIPT.matcher(ExternalImageFilter.compact(attribute.getValue()))
                                                .lookingAt())
                        .forEach(attribute -> element.removeAttr(attribute.getKey())));
    }

    /** Converts plain text to HTML. */
    public static String html(String text) {
        return "<html><body><div style=\"white-space: pre-wrap\">" + Entities.escape(text) + "</div></body></html>";
    }

    private static void append(StringBuilder out, TextNode text) {
        boolean lineStart = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
        String words = text.text();
        out.append(lineStart ? words.stripLeading() : words);
    }

    private static void newLine(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }
}
