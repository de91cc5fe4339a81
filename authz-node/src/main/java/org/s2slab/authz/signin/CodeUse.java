package org.s2slab.authz.signin;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.TokenRequest;
import org.s2slab.authz.registry.Person;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.trace.TokenHash;

/**
 * The use of a code at a token endpoint.
 *
 * @param grant the grant with the code; null if this server has no such grant
 * @param now seconds since 1970
 */
record CodeUse(
        TokenRequest request, @Nullable SignInGrant grant, TenantRegistry registry, TenantPeople people, long now)
        implements SignInFacts {
    /** The pause in seconds between two questions of a device. A question may come a second too early. */
    static final long INTERVAL = 5;

    boolean isOfDevice() {
        return text("grant_type").endsWith("device_code");
    }

    /** The name of the field with the code. */
    String field() {
        return isOfDevice() ? "device_code" : "code";
    }

    @Override
    public String text(String name) {
        return switch (name) {
            case "tenant" -> String.valueOf(request.tenant());
            case "doubled" -> String.join(" ", request.doubled());
            case "missing" -> missing().findFirst().orElse("");
            default -> Optional.ofNullable(request.field(name)).orElse("");
        };
    }

    private Stream<String> missing() {
        return Stream.of("client_id", field(), "redirect_uri")
                .filter(name -> !request.has(name) && !(isOfDevice() && name.equals("redirect_uri")));
    }

    CodeUse of(@Nullable SignInGrant found) {
        return new CodeUse(request, found, registry, people, now);
    }

    /** The grant of the code. Throws IllegalStateException without a grant, but rules S24 and S25 deny such a request earlier. */
    SignInGrant known() {
        return Optional.ofNullable(grant)
                .orElseThrow(() -> new IllegalStateException("there is no grant of this code"));
    }

    boolean isKnown() {
        return grant != null && (grant.userCode() != null) == isOfDevice();
    }

    /** Whether the tenant in the address is that of the grant, or means several. */
    boolean isOfTenant() {
        return SignInRequest.isSeveral(text("tenant"))
                || registry.named(text("tenant"))
                        .filter(found -> found.tenant().id().equals(known().tenant()))
                        .isPresent();
    }

    boolean isInTime() {
        return now < known().expires();
    }

    boolean isTooEarly() {
        return now - known().polled() < INTERVAL - 1;
    }

    /** Whether the SHA-256 of the verifier is the challenge (RFC 7636 section 4.6). */
    boolean isVerified() {
        byte[] verifier = text("code_verifier").getBytes(StandardCharsets.UTF_8);
        return known().challenge().equals(TokenHash.ofBytes(verifier));
    }

    /** The person who signed in; empty before the sign-in, and if the account does not exist any more. */
    Optional<Person> person() {
        return people.withId(known().person());
    }

    /** Whether the program and the person may still use the grant. */
    boolean isAllowed() {
        return person().filter(person -> person.account().isEnabled()).isPresent()
                && PublicClient.of(SignInRequest.tenants(registry, known().tenant()), known().client())
                        .isPresent();
    }
}
