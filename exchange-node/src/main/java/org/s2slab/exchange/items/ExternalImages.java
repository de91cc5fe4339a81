package org.s2slab.exchange.items;

import java.time.Instant;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.s2slab.exchange.mailbox.ItemContent;

/** Images of other servers in HTML bodies. A request for such an image tells its server that the message is read. */
final class ExternalImages {
    /** Selectors of elements with such an image, and the attribute that contains its address. */
    private static final Map<String, String> PLACES = Map.of(
            "img[src~=(?i)^\\s*(https?:)?//]", "src",
            "[background~=(?i)^\\s*(https?:)?//]", "background",
            "[style~=(?i)url.\\s*.?(https?:)?//]", "style");

    private static final PropertyPath STATUS =
            PropertyPath.extended(Map.of("PropertyTag", "0x1096", "PropertyType", "Integer"));

    private static final int DAY = 24 * 60 * 60;

    private ExternalImages() {}

    static void remove(Document page) {
        PLACES.forEach((place, attribute) -> page.select(place).removeAttr(attribute));
    }

    /** Whether the body of an item has external images. */
    static boolean areIn(ItemContent content) {
        String html = content.html();
        return html != null
                && PLACES.keySet().stream().anyMatch(place -> Jsoup.parse(html).selectFirst(place) != null);
    }

    /**
     * Whether an item has external images that the client has not allowed. A client allows them if it sets
     * PidTagBlockStatus to a value that it computes from the time of delivery ([MS-OXOMSG] 2.2.1.1).
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
