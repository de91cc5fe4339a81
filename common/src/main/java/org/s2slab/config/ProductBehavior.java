package org.s2slab.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The deliberate differences to the product that can be switched off, because they change the result of a rehearsal. A
 * node behaves like the product if its configuration says so under {@code as-the-product-does} (default: none).
 *
 * <p>Each behavior changes how a server learns its partners' keys, or with which own keys it signs. No behavior changes
 * a rule that accepts or refuses a token (groups A to K of the check-list).
 */
public enum ProductBehavior {
    /** Replaces rules L6 and L9. */
    PUBLISHED_KEYS(
            "published-keys",
            "it takes the signing keys of a partner's metadata document as it finds them, also when all are replaced at"
                    + " once or a withdrawn one comes back",
            false),
    /** Replaces the maximum age of rule L7. */
    LASTING_KEYS(
            "lasting-keys",
            "it keeps the last known signing keys of a partner for as long as the partner's metadata cannot be read",
            false),
    /** Replaces the refresh after an unknown key, at most once in 30 seconds (rule L8). */
    KEYS_BY_INTERVAL(
            "keys-by-interval",
            "it reads a partner's metadata again every 15 minutes only, and not because a token names an unknown key",
            false),
    /** Replaces the activation at the effective date. */
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

    /** Returns the behavior with this name. IllegalArgumentException with all names if the name is unknown. */
    @JsonCreator
    public static ProductBehavior of(String key) {
        return Arrays.stream(values())
                .filter(behavior -> behavior.key.equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown behavior '" + key + "'; expected one of " + keys()));
    }

    /** All names, as in configurations and topologies. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ProductBehavior::key).toList();
    }

    /** Refuses behaviors that a role does not have: IllegalArgumentException with the role and its behaviors. */
    public static void requireFor(String role, Collection<ProductBehavior> behaviors) {
        behaviors.stream().filter(behavior -> !behavior.isOf(role)).findFirst().ifPresent(behavior -> {
            List<String> known = Arrays.stream(values())
                    .filter(one -> one.isOf(role))
                    .map(ProductBehavior::key)
                    .toList();
            throw new IllegalArgumentException("as-the-product-does: '" + behavior.key
                    + "' is not a behavior of a node of the role " + role + "; this role has "
                    + (known.isEmpty() ? "none" : known));
        });
    }

    /** Whether a role has this behavior: Exchange alone, or all roles that read partners' metadata. */
    private boolean isOf(String role) {
        return exchangeOnly ? role.equals("exchange") : READERS.contains(role);
    }

    /** The name of the behavior in configurations. */
    @JsonValue
    public String key() {
        return key;
    }

    /** The behavior of the product, and of a node with this setting; "it" is the node. */
    public String sentence() {
        return sentence;
    }

    /** The warning for a node with this setting. */
    public String warning(String node) {
        return node + " runs as the product does (" + key + "): " + sentence + ".";
    }
}
