package org.s2slab.engine.forge;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.SigningKey;

/** The knowledge of an attacker who forges tokens: public names and certificates, its own key, and stolen keys. */
public interface AttackerKnowledge {
    /** The application id of a node's product. */
    String applicationId(String node);

    /** The principal host name of a node. */
    String host(String node);

    /** The realm in the audience of tokens for this node. */
    String realm(String node);

    /** The id of a tenant of the authorization server, by its name in the topology. */
    String tenant(String name);

    /** The id of the deployment's own tenant. */
    String ownTenant();

    /** The principal host name of the authorization server. */
    String authorizationServer();

    /** The signing key of a node. Its certificate is public, but its private key was stolen. */
    SigningKey keyOf(String node);

    /** The attacker's own key, which no node trusts. */
    SigningKey own();

    /** The users of the deployment. */
    List<UserAccount> people();

    Optional<UserAccount> person(String address);

    Clock clock();
}
