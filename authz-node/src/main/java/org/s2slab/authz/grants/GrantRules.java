package org.s2slab.authz.grants;

import static org.s2slab.refusal.RefusalCode.CLIENT_UNAUTHORIZED;
import static org.s2slab.refusal.RefusalCode.CLIENT_UNPROVEN;
import static org.s2slab.refusal.RefusalCode.REQUEST_MALFORMED;
import static org.s2slab.refusal.RefusalCode.RESOURCE_UNKNOWN;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.CheckList;
import org.s2slab.validation.CheckList.Promise;
import org.s2slab.validation.Rule;

/**
 * The rules that a token request must pass (group K of the check-list, and others that apply), in order.
 *
 * @param request the rules for the form of the request; the rules {@link CheckList#ASSERTION} for an assertion follow
 * @param client the rules for client, credential and resource
 * @param use the last rules, for an assertion that has passed all others
 */
public record GrantRules(
        List<Rule<TokenRequest>> request, List<Rule<GrantEvidence>> client, List<Rule<AssertionReplayKey>> use) {
    /** All rules. No setting weakens them. */
    static final GrantRules COMPLETE = new GrantRules(
            List.of(new Rule<>(
                    "K4",
                    REQUEST_MALFORMED,
                    "What the grant needs is there, each field once, and the client authenticates in exactly one way.",
                    RequestChecks::oneWay)),
            List.of(
                    new Rule<>(
                            "F2",
                            CLIENT_UNAUTHORIZED,
                            "The client is an application of this tenant, under exactly this name; a server's"
                                    + " assertion has the realm in it.",
                            RegistryChecks::registered),
                    new Rule<>(
                            "E4",
                            CLIENT_UNPROVEN,
                            "The credential is one that this application has in this tenant now.",
                            RegistryChecks::credential),
                    new Rule<>(
                            "E1",
                            CLIENT_UNPROVEN,
                            "The client holds it: the signature of the assertion verifies.",
                            RegistryChecks::proven),
                    new Rule<>(
                            "K1",
                            CLIENT_UNPROVEN,
                            "An assertion speaks of the client alone (iss, and sub, nameid and client_id where given;"
                                    + " at the endpoints for libraries sub has to be), to this server alone (aud).",
                            AssertionClaimChecks::parties),
                    new Rule<>(
                            "H1",
                            CLIENT_UNPROVEN,
                            "An assertion has an exp of ten digits, and so are its nbf and iat where given; only those of a client"
                                    + " library may have a fraction.",
                            AssertionClaimChecks::times),
                    new Rule<>(
                            "H2",
                            CLIENT_UNPROVEN,
                            "Now lies within an assertion's life, the one skew allowed for at each end.",
                            AssertionClaimChecks::now),
                    new Rule<>(
                            "K3",
                            CLIENT_UNPROVEN,
                            "That life is an hour at most, and does not end before it begins.",
                            AssertionClaimChecks::life),
                    new Rule<>(
                            "E5", CLIENT_UNPROVEN, "The credential is within its dates now.", RegistryChecks::validity),
                    new Rule<>(
                            "K8",
                            CLIENT_UNPROVEN,
                            "Where the tenant has dedicated applications, no key of its own servers proves one of"
                                    + " Microsoft's.",
                            RegistryChecks::origin),
                    new Rule<>("F4", CLIENT_UNAUTHORIZED, "The client's account is enabled.", RegistryChecks::enabled),
                    new Rule<>(
                            "K6",
                            CLIENT_UNAUTHORIZED,
                            "The grant is one for this client: that of servers is for those trusted for delegation, and of those"
                                    + " of people, only codes are accepted, from a client without a credential (group S).",
                            RegistryChecks::grant),
                    new Rule<>(
                            "K5",
                            RESOURCE_UNKNOWN,
                            "The host asked for is a well-formed name, and the resource is of this tenant, enabled,"
                                    + " and has a name for it.",
                            RegistryChecks::resource)),
            List.of(new Rule<>(
                    "K2",
                    CLIENT_UNPROVEN,
                    "An assertion is good for one token: its jti, or its hash, was not used before, at any node or"
                            + " start.",
                    use -> use.again()
                            ? Finding.of("the assertion " + use.name() + " was used before", "a new one")
                            : null)));

    /** Checks without a rule of their own, which the way of issuing tokens guarantees. */
    public static final List<Promise> PROMISES = List.of(
            new Promise(
                    "F10",
                    "A resource can rely on the origin of the credential behind a token.",
                    "K8: a key of the wrong origin gets none; with dated policies, xms_spcu tells the resource of such a key"),
            new Promise(
                    "K7",
                    "Nothing a client asks for chooses what its token says of it.",
                    "TokenGrants: name, object id, flag and realm are the registry's; other fields are journalled as"
                            + " ignored"),
            new Promise(
                    "K9",
                    "Answers are JSON, are not stored by anybody, and show no secret.",
                    "TokenEndpoint: Cache-Control no-store on all of them; TokenRequest never prints values"),
            new Promise(
                    "K10",
                    "No token without a record: when, to whom, by which credential, for what, in which tenant.",
                    "IssuedTokens: the row is on the disk before the answer leaves; TOKEN_ISSUED and TOKEN_DENIED"
                            + " hops"),
            new Promise(
                    "N3",
                    "An assertion used before a restart or an upgrade is known after it.",
                    "IssuedTokens: remembered in the row of its token, by a hash of issuer and identity, until exp and"
                            + " skew are past"));

    /** Every rule in the order of evaluation; for generated documentation. */
    public static List<Rule<?>> rules() {
        return COMPLETE.all();
    }

    List<Rule<?>> all() {
        return Stream.<List<? extends Rule<?>>>of(request, CheckList.ASSERTION.all(), client, use)
                .<Rule<?>>flatMap(List::stream)
                .toList();
    }

    /** These rules without one rule, to test that it is needed. */
    GrantRules without(String id) {
        Predicate<Rule<?>> others = rule -> !rule.id().equals(id);
        return new GrantRules(
                request.stream().filter(others).toList(),
                client.stream().filter(others).toList(),
                use.stream().filter(others).toList());
    }
}
