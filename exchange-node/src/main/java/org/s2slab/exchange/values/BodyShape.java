package org.s2slab.exchange.values;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;
import org.s2slab.xml.XmlWriter;

/**
 * The elements of {@code ItemResponseShapeType} that control bodies in a response ([MS-OXWSCORE] 2.2.4.44).
 *
 * @param shape the {@code ItemShape}, or an element without children
 */
public record BodyShape(XmlElement shape) {
    /** The formats of bodies. BEST is the original format of the item. */
    enum Format {
        BEST,
        HTML,
        TEXT
    }

    private static final Pattern CHARSET =
            Pattern.compile("(?i)(<meta\\b[^<>]{0,500}?\\bcharset\\s*=\\s*[\"']?)[\\w.:-]+");

    /** The start tag of the head, or of the html element if it is not followed by a head. */
    private static final Pattern HEAD = Pattern.compile("(?i)<(?:head|html)\\b[^<>]*+>(?!\\s*+<head\\b)");

    private static final String UTF_8 = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">";

    /** The format of a body. UniqueBodyType and NormalizedBodyType apply to one body, BodyType to the others. */
    private Format format(String body) {
        if (body.equals("TextBody")) {
            return Format.TEXT;
        }
        String requested = shape.childText(body.replace("Body", "BodyType"))
                .or(() -> shape.childText("BodyType"))
                .orElse("Best")
                .strip();
        return Format.valueOf(requested.toUpperCase(Locale.ROOT));
    }

    /**
     * Writes a body.
     *
     * @param element the name of the element of the body
     * @param inline finds the id of an attachment by its Content-ID; the id is empty if no attachment has it
     */
    public void write(XmlWriter xml, String element, ItemContent content, UnaryOperator<String> inline) {
        Format requested = format(element);
        String html = content.html();
        boolean asHtml = requested == Format.HTML || (requested == Format.BEST && html != null);
        String whole = asHtml ? html == null ? BodyConverter.html(content.text()) : page(html, inline) : content.text();
        int most = shape.childNumber("MaximumBodySize", 0);
        boolean cut = most > 0 && whole.length() > most;
        xml.open(EwsNames.TYPES, element)
                .attribute("BodyType", asHtml ? "HTML" : "Text")
                .attribute("IsTruncated", Boolean.toString(cut))
                .text(cut ? start(whole, most, asHtml) : whole)
                .close();
    }

    /** The first characters of a body. A truncated HTML body is completed to a valid page. */
    private static String start(String body, int most, boolean page) {
        String start = XmlText.start(body, most);
        return page ? BodyConverter.page(start).outerHtml() : start;
    }

    /** Whether the response omits images of other servers. */
    public boolean blocksImages(ItemContent content) {
        return (shape.isChildTrue("BlockExternalImages") || shape.isChildTrue("FilterHtmlContent"))
                && ExternalImageFilter.areIn(content);
    }

    /**
     * Whether images are blocked: as the request says, or if it does not say, unless the client allowed images for this
     * item (PidTagBlockStatus).
     */
    public boolean blockStatus(ItemContent content) {
        return shape.child("BlockExternalImages").isPresent()
                ? blocksImages(content)
                : ExternalImageFilter.areUnwanted(content);
    }

    private static String inUtf8(String html) {
        Matcher charset = CHARSET.matcher(html);
        return charset.find()
                ? charset.replaceAll("$1utf-8")
                : HEAD.matcher(html).replaceFirst("$0" + UTF_8);
    }

    /** The HTML page for the response. Declares the charset UTF-8, unless the request asks for the original charset. */
    private String page(String html, UnaryOperator<String> inline) {
        boolean keeps =
                shape.child("ConvertHtmlCodePageToUTF8").isPresent() && !shape.isChildTrue("ConvertHtmlCodePageToUTF8");
        String page = keeps ? html : inUtf8(html);
        String template = shape.childText("InlineImageUrlTemplate", "");
        boolean filtered = shape.isChildTrue("FilterHtmlContent");
        boolean blank = shape.isChildTrue("AddBlankTargetToLinks");
        boolean blocked = shape.isChildTrue("BlockExternalImages");
        if (!filtered && !blocked && !blank && template.isEmpty()) {
            return page;
        }
        Document document = BodyConverter.page(page);
        if (filtered) {
            BodyConverter.filter(document);
        }
        if (filtered || blocked) {
            ExternalImageFilter.remove(document);
        }
        if (blank) {
            document.select("a[href]").attr("target", "_blank");
        }
        if (!template.isEmpty()) {
            document.select("img[src^=cid:]").forEach(image -> link(image, template, inline));
        }
        return document.outerHtml();
    }

    private static void link(Element image, String template, UnaryOperator<String> inline) {
        String id = inline.apply(image.attr("src").substring("cid:".length()));
        if (!id.isEmpty()) {
            image.attr("src", template.replace("{id}", URLEncoder.encode(id, StandardCharsets.UTF_8)));
        }
    }
}
