package org.s2slab.lync.policy;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The policies of one kind, and who was granted which. */
public interface PolicyRepository<P extends Policy> {
    /** The global policy first, then the others by name. */
    Future<List<P>> all();

    /** By name, without case. */
    Future<Optional<P>> named(String name);

    /** Writes a policy, new or changed. */
    Future<Void> put(P policy);

    /** Removes a policy; the users it was granted to fall back to the global one. Gives how many those were. */
    Future<Integer> remove(String name);

    /** Gives a user a policy of their own; empty takes it away again. */
    Future<Void> grant(String userId, Optional<String> policyName);
}
