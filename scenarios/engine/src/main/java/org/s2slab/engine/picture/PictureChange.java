package org.s2slab.engine.picture;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.text.YamlResource;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;

/**
 * The last change of trust by a cmdlet. The explanation of the hop says what the cmdlet changed.
 *
 * @param hop the number of the hop
 * @param line the cmdlet as it was typed
 * @param before what was true before the change, in sentences; may be empty
 * @param less whether the server trusts less than before
 */
public record PictureChange(int hop, String node, String cmdlet, String line, String before, boolean less) {
    /** Sentences about the state before a change, by the name of the change. */
    private static final Map<String, String> BEFORE =
            YamlResource.read(PictureChange.class, "before-changes.yaml", new TypeReference<>() {});

    static PictureChange of(TrustPicture picture, PictureCard card, TrustChangeDetail detail, int hop) {
        List<String> before = new ArrayList<>();
        detail.changes().forEach(change -> {
            String text = BEFORE.get(change.what());
            if (text != null) {
                before.add(filled(text, picture, card, change));
            }
        });
        boolean less = detail.changes().stream()
                .anyMatch(change -> change.what().matches(".*-(removed|disabled)")
                        || (change.what().equals("partner-account") && change.value() == null));
        return new PictureChange(hop, card.node(), detail.cmdlet(), detail.text(), String.join(" ", before), less);
    }

    private static String filled(String text, TrustPicture picture, PictureCard card, TrustChange change) {
        PictureCard other = picture.named(change.principal());
        String signs = card.signing().map(one -> "the key " + one.name()).orElse("no key");
        String filled = text.replace("{here}", card.title())
                .replace("{other}", other == null || other.equals(card) ? "'" + change.name() + "'" : other.title())
                .replace("{name}", change.name())
                .replace("{signs}", signs)
                .replace("{before}", String.valueOf(change.before()));
        return PictureCard.capital(filled);
    }

    JsonObject json() {
        return new JsonObject()
                .put("hop", hop)
                .put("node", node)
                .put("cmdlet", cmdlet)
                .put("line", line)
                .put("before", before)
                .put("less", less);
    }
}
