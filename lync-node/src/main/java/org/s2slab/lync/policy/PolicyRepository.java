package org.s2slab.lync.policy;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The policies of one kind, and the users to whom they are granted. */
public interface PolicyRepository<P extends Policy> {
    /** All policies: the global policy first, then the others by name. */
    Future<List<P>> all();

    /** The policy with this name, without case. */
    Future<Optional<P>> named(String name);

    /** Stores a new or changed policy. */
    Future<Void> put(P policy);

    /** Removes a policy, and returns the number of users who had it. The global policy then applies to these users. */
    Future<Integer> remove(String name);

    /** Grants a policy to a user. An empty name revokes the grant. */
    Future<Void> grant(String userId, Optional<String> policyName);
}
