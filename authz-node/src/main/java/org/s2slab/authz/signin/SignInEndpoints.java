package org.s2slab.authz.signin;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.s2slab.authz.grants.IssuedTokenStore;
import org.s2slab.authz.grants.TokenSource;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.http.Endpoint;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.Database;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.IdGenerator;

/** The endpoints for the sign-in of people, and the source of their tokens. */
public final class SignInEndpoints {
    private final PersonAuthenticator service;
    private final SignInGrantStore grants;

    /** @param hosts the names of this server, the principal one first */
    public SignInEndpoints(
            TenantRegistry registry,
            TenantPeople people,
            Database database,
            HopJournal journal,
            Clock clock,
            List<String> hosts) {
        SignInPage.read();
        this.service = new PersonAuthenticator(registry, people, new WrongGuesses(), journal, clock, hosts);
        this.grants = new SignInGrantStore(database);
    }

    /** The source that issues tokens for codes, and passes the requests of applications on. */
    public TokenSource tokens(
            TokenSource others,
            IssuedTokenStore issued,
            Supplier<Optional<SigningKey>> key,
            RsaEngine engine,
            IdGenerator ids) {
        return new SignInTokenService(others, service, grants, issued, key, engine, ids);
    }

    /** The pages for people with browsers. */
    public Endpoint[] pages() {
        return new Endpoint[] {new AuthorizeEndpoint(service, grants), new DevicePageEndpoint(service, grants)};
    }

    /** The endpoint for programs on devices. */
    public Endpoint devices() {
        return new DeviceCodeEndpoint(service, grants);
    }

    /** Deletes the grants that ended long ago. */
    public Future<Void> purge(Instant now) {
        return grants.purge(now);
    }
}
