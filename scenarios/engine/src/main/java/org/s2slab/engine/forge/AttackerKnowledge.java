package org.s2slab.engine.forge;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.SigningKey;

/** What a forger can know or hold: public names and certificates, its own key, and keys it is said to have stolen. */
public interface AttackerKnowledge {
    /** The application id of a node's product. */
    String applicationId(String node);

    /** The principal host name of a node. */
    String host(String node);

    /** The realm a token for this node names. */
    String realm(String node);

    /** The id of a tenant of the authorization server, by the name the topology gives it. */
    String tenant(String name);

    /** The id of the deployment's own tenant. */
    String ownTenant();

    /** The principal host name of the authorization server. */
    String authorizationServer();

    /** The key a node signs with; its certificate is public, its private half stolen. */
    SigningKey keyOf(String node);

    /** The outsider's own key. */
    SigningKey own();

    /** Whoever works there. */
    List<UserAccount> people();

    Optional<UserAccount> person(String address);

    Clock clock();
}
