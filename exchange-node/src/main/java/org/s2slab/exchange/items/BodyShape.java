package org.s2slab.exchange.items;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/**
 * How an answer shows bodies: what {@code ItemResponseShapeType} says of them ([MS-OXWSCORE] 2.2.4.44).
 *
 * @param shape the {@code ItemShape}, or an element without any of its parts
 */
record BodyShape(XmlElement shape) {
    /** The formats of bodies; the best is the one an item has. */
    enum Format {
        BEST,
        HTML,
        TEXT
    }

    private static final Pattern CHARSET = Pattern.compile("(?i)(<meta\\b[^>]*?\\bcharset\\s*=\\s*[\"']?)[\\w.:-]+");

    /** The format of a body by the element that asks for it, else that of BodyType. */
    private Format format(String body) {
        String element = body.equals("TextBody") ? "" : body.replace("Body", "BodyType");
        String wanted =
                shape.childText(element).or(() -> shape.childText("BodyType")).orElse("Best");
        return body.equals("TextBody") || wanted.strip().equals("Text")
                ? Format.TEXT
                : wanted.strip().equals("HTML") ? Format.HTML : Format.BEST;
    }

    /**
     * Writes a body.
     *
     * @param element its name
     * @param inline the id of the attachment with a Content-ID; empty where there is none
     */
    void write(XmlWriter xml, String element, ItemContent content, UnaryOperator<String> inline) {
        Format wanted = format(element);
        String html = content.html();
        boolean asHtml = wanted == Format.HTML || (wanted == Format.BEST && html != null);
        String whole = asHtml ? html == null ? BodyConverter.html(content.text()) : page(html, inline) : content.text();
        int most = shape.childText("MaximumBodySize")
                .map(String::strip)
                .map(Integer::parseInt)
                .orElse(0);
        boolean cut = most > 0 && whole.length() > most;
        xml.open(EwsNames.TYPES, element)
                .attribute("BodyType", asHtml ? "HTML" : "Text")
                .attribute("IsTruncated", Boolean.toString(cut))
                .text(cut ? start(whole, most, asHtml) : whole)
                .close();
    }

    /** The first characters of a body; a page stays a page. */
    private static String start(String body, int most, boolean page) {
        String start = body.substring(0, Character.isHighSurrogate(body.charAt(most - 1)) ? most - 1 : most);
        return page ? Jsoup.parse(start).outerHtml() : start;
    }

    /** Whether images of other servers are missing in the pages that are shown. */
    boolean blocksImages(ItemContent content) {
        return (truth("BlockExternalImages") || truth("FilterHtmlContent")) && ExternalImages.areIn(content);
    }

    /** The response is UTF-8, so the page says so, unless the caller wants it as it was. */
    private String page(String html, UnaryOperator<String> inline) {
        boolean keeps = shape.child("ConvertHtmlCodePageToUTF8").isPresent() && !truth("ConvertHtmlCodePageToUTF8");
        String page = keeps ? html : CHARSET.matcher(html).replaceAll("$1utf-8");
        String template = shape.childText("InlineImageUrlTemplate").orElse("");
        boolean filtered = truth("FilterHtmlContent");
        boolean blank = truth("AddBlankTargetToLinks");
        boolean blocked = truth("BlockExternalImages");
        if (!filtered && !blocked && !blank && template.isEmpty()) {
            return page;
        }
        Document document = Jsoup.parse(page);
        if (filtered) {
            BodyConverter.filter(document);
        }
        if (filtered || blocked) {
            ExternalImages.remove(document);
        }
        if (blank) {
            document.select("a[href]").attr("target", "_blank");
        }
        document.select(template.isEmpty() ? "nothing" : "img[src^=cid:]")
                .forEach(image -> link(image, template, inline));
        return document.outerHtml();
    }

    private boolean truth(String element) {
        return shape.childText(element).filter(ItemReader::truth).isPresent();
    }

    private static void link(Element image, String template, UnaryOperator<String> inline) {
        String id = inline.apply(image.attr("src").substring("cid:".length()));
        if (!id.isEmpty()) {
            image.attr("src", template.replace("{id}", URLEncoder.encode(id, StandardCharsets.UTF_8)));
        }
    }
}
