package org.s2slab.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a node may be told to do as the product does, where the lab differs on purpose and the difference changes what a
 * rehearsal shows. All are off unless the configuration names them under {@code as-the-product-does}.
 *
 * <p>Each changes what a server learns of its partners' keys, or which of its own it signs with. None changes a rule by
 * which a token is accepted or refused (groups A to K of the check-list).
 */
public enum ProductBehavior {
    /** Instead of rules L6 and L9. */
    PUBLISHED_KEYS(
            "published-keys",
            "it takes the signing keys of a partner's metadata document as it finds them, also when all are replaced at"
                    + " once or a withdrawn one comes back",
            false),
    /** Instead of the maximum age of rule L7. */
    LASTING_KEYS(
            "lasting-keys",
            "it keeps the last known signing keys of a partner for as long as the partner's metadata cannot be read",
            false),
    /** Instead of the reading that an unknown key causes, at most once in 30 seconds (rule L8). */
    KEYS_BY_INTERVAL(
            "keys-by-interval",
            "it reads a partner's metadata again every 15 minutes only, and not because a token names an unknown key",
            false),
    /** Instead of the moment of the effective date. */
    LATE_ACTIVATION(
            "late-activation",
            "it signs with a staged certificate only 24 hours after the effective date, when its background task comes by at"
                    + " the latest",
            true);

    private static final Set<String> READERS = Set.of("lync", "exchange", "sharepoint");

    private final String key;
    private final String sentence;
    private final boolean exchangeOnly;

    ProductBehavior(String key, String sentence, boolean exchangeOnly) {
        this.key = key;
        this.sentence = sentence;
        this.exchangeOnly = exchangeOnly;
    }

    /** The behavior of this name. IllegalArgumentException that names all of them where there is none. */
    @JsonCreator
    public static ProductBehavior of(String key) {
        return Arrays.stream(values())
                .filter(behavior -> behavior.key.equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + key + "' is no behavior of a product; known are " + keys()));
    }

    /** The names of all, as configurations and topologies write them. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ProductBehavior::key).toList();
    }

    /** Refuses behaviors that a role does not have: IllegalArgumentException with the role and what it has. */
    public static void requireFor(String role, Collection<ProductBehavior> behaviors) {
        behaviors.stream().filter(behavior -> !behavior.isOf(role)).findFirst().ifPresent(behavior -> {
            List<String> known = Arrays.stream(values())
                    .filter(one -> one.isOf(role))
                    .map(ProductBehavior::key)
                    .toList();
            throw new IllegalArgumentException("as-the-product-does: '" + behavior.key
                    + "' is nothing that a node of the role " + role + " does; it has "
                    + (known.isEmpty() ? "none" : known));
        });
    }

    /** Whether a role's product does so: all that read the metadata of partners, or Exchange alone. */
    private boolean isOf(String role) {
        return exchangeOnly ? role.equals("exchange") : READERS.contains(role);
    }

    /** Its name in configurations. */
    @JsonValue
    public String key() {
        return key;
    }

    /** What the product does and a node with this setting does too; "it" is the node. */
    public String sentence() {
        return sentence;
    }

    /** What to warn of where a node runs with it. */
    public String warning(String node) {
        return node + " runs as the product does (" + key + "): " + sentence + ".";
    }
}
