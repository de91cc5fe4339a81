package org.s2slab.exchange.values;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.s2slab.exchange.content.ItemContent;

/**
 * Finds and removes images and other files of other servers in HTML bodies. A request for such a file tells the other
 * server that someone reads the message. Content of the message and relative addresses are not external.
 */
final class ExternalImageFilter {
    private static final String OWN = "(?:cid:|data:(?:image|font)/(?!svg)|(?!//|[a-z][a-z\\d+.-]*:))";

    private static final Pattern OWN_ADDRESS = Pattern.compile("(?i)" + OWN);

    /** The parts of a style sheet that load files. An image function can name a file without the word url. */
    private static final Pattern LOADING =
            Pattern.compile("(?i)@import|(?:image|image-set|src)\\(|url\\([\"']?(?!" + OWN + ")");

    private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\(?:([\\da-fA-F]{1,6})|(.))");

    private static final Pattern BLANKS = Pattern.compile("[\\x00-\\x20]+");

    private static final PropertyPath STATUS = PropertyPath.tag("0x1096", "Integer");

    private static final int DAY = 24 * 60 * 60;

    private ExternalImageFilter() {}

    /** Removes external files from a page. Returns whether the page had any. */
    static boolean remove(Document page) {
        boolean found = false;
        for (Element element : page.getAllElements()) {
            if (element.normalName().equals("style") && loads(element.data() + element.wholeText())) {
                element.remove();
                found = true;
            }
            for (Attribute attribute : element.attributes().asList()) {
                if (isExternal(element, attribute)) {
                    element.removeAttr(attribute.getKey());
                    found = true;
                }
            }
        }
        return found;
    }

    /** Whether the body of an item has external images. */
    static boolean areIn(ItemContent content) {
        return content.html() != null && remove(BodyConverter.page(content.html()));
    }

    private static boolean isExternal(Element element, Attribute attribute) {
        String value = attribute.getValue();
        return switch (attribute.getKey().toLowerCase(Locale.ROOT)) {
            case "href", "xlink:href" -> !element.is("a, area") && !isOwn(value);
            case "src", "poster", "background", "data", "lowsrc", "dynsrc" -> !isOwn(value);
            case "srcset", "imagesrcset", "from", "to", "by", "values" ->
                !Stream.of(value.split("[\\s,;]+")).allMatch(ExternalImageFilter::isOwn);
            case "srcdoc" -> true;
            default -> loads(value);
        };
    }

    private static boolean isOwn(String address) {
        return OWN_ADDRESS.matcher(compact(address)).lookingAt();
    }

    private static boolean loads(String style) {
        return LOADING.matcher(compact(ESCAPE.matcher(style).replaceAll(ExternalImageFilter::unescaped)))
                .find();
    }

    private static String unescaped(MatchResult escape) {
        String code = escape.group(1);
        return Matcher.quoteReplacement(
                code == null ? escape.group(2) : Character.toString((char) Integer.parseInt(code, 16)));
    }

    /** A URL as browsers read it: without whitespace and control characters, and with / instead of \. */
    static String compact(String address) {
        return BLANKS.matcher(address).replaceAll("").replace('\\', '/');
    }

    /**
     * Whether an item has external images that the client has not allowed. A client allows them by a PidTagBlockStatus
     * value computed from the time of delivery ([MS-OXOMSG] 2.2.1.1).
     */
    static boolean areUnwanted(ItemContent content) {
        Instant received = content.received();
        boolean allowed = received != null
                && ExtendedProperties.value(content, STATUS)
                        .map(Integer::parseInt)
                        .filter(status -> Math.abs(status - allowance(received)) <= 1)
                        .isPresent();
        return !allowed && areIn(content);
    }

    private static double allowance(Instant received) {
        return Math.floorMod(received.getEpochSecond(), DAY) * 100_000_000.0 / DAY + 3;
    }
}
