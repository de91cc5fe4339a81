package org.s2slab.exchange.notifications;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.ids.DistinguishedFolder;

/**
 * The parameters of a new subscription.
 *
 * @param folders keys of the folders; empty for all folders visible to the owner, which excludes Recoverable Items
 * @param lifetime how long a pull subscription exists without a request for its events; null for streaming and push
 *     subscriptions
 * @param push the target of a push subscription; null for other subscriptions
 */
record SubscriptionRequest(
        Optional<Set<String>> folders,
        Set<EventType> types,
        @Nullable Duration lifetime,
        @Nullable PushTarget push) {
    SubscriptionRequest {
        folders = folders.map(Set::copyOf);
        types = Set.copyOf(types);
    }

    boolean isStreamed() {
        return lifetime == null && push == null;
    }

    boolean wants(EventType type) {
        return types.contains(type);
    }

    boolean isOfAllFolders() {
        return folders.isEmpty();
    }

    /** Whether the subscription covers items in a folder. */
    boolean sees(String folder) {
        return folders.map(some -> some.contains(folder)).orElseGet(() -> !isRecoverable(folder));
    }

    static boolean isRecoverable(String folder) {
        return DistinguishedFolder.named(folder)
                .filter(DistinguishedFolder::isRecoverable)
                .isPresent();
    }
}
