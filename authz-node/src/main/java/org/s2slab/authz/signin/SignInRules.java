package org.s2slab.authz.signin;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.authz.signin.SignInGrant.State;
import org.s2slab.validation.Rule;

/** The rules for the sign-in of people (group S of the check-list) by their stages; {@code rules.tsv} has their texts. */
public final class SignInRules {
    /** The form of a SHA-256 in base64url. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Wrong guesses for a name in a minute, after which none is checked. */
    private static final int MOST_WRONG = 10;

    private static final Set<String> MODES = Set.of("", "query", "form_post");

    /** The program that asks. */
    static final List<SignInRule<SignInRequest>> PROGRAM = List.of(
            SignInRule.of("S1", asked -> !asked.tenants().isEmpty()),
            SignInRule.of("S2", asked -> asked.client().isPresent()));

    /** The program that asks for a device. */
    static final List<SignInRule<SignInRequest>> DEVICE = List.of(SignInRule.of(
            "S3", asked -> !asked.client().orElseThrow().addresses().isEmpty()));

    /** The place to which the code is sent. A request that fails gets no redirect, but a page. */
    static final List<SignInRule<SignInRequest>> ADDRESS =
            List.of(SignInRule.of("S4", asked -> asked.client().orElseThrow().hasAddress(asked.text("redirect_uri"))));

    /** The form of a request for a code. From here on, an error is sent to the redirect address. */
    static final List<SignInRule<SignInRequest>> FORM = List.of(
            SignInRule.of("S5", asked -> asked.doubled().isEmpty()),
            SignInRule.of("S6", asked -> asked.text("response_type").equals("code")),
            SignInRule.of("S7", asked -> MODES.contains(asked.text("response_mode"))),
            SignInRule.of("S8", asked -> !asked.text("prompt").equals("none")),
            SignInRule.of("S9", asked -> !asked.text("code_challenge").isEmpty()),
            SignInRule.of(
                    "S10",
                    asked -> asked.text("code_challenge_method").equals("S256")
                            && CHALLENGE.matcher(asked.text("code_challenge")).matches()));

    /** The resource and its permissions. */
    static final List<SignInRule<RequestedAccess>> ACCESS = List.of(
            SignInRule.of("S11", access -> !access.asked().isBlank()),
            SignInRule.of("S12", access -> !access.resources().contains(RequestedAccess.UNKNOWN)),
            SignInRule.of("S13", access -> access.resources().size() == 1),
            SignInRule.of("S14", access -> access.text("unknown").isEmpty()));

    /** A form with a guess, of a password or of a code. */
    static final List<SignInRule<PageForm>> PAGE =
            List.of(SignInRule.of("S15", PageForm::own), SignInRule.of("S16", form -> form.wrong() < MOST_WRONG));

    /** A form with a name and a password. */
    static final List<SignInRule<PageForm>> PASSWORD = List.of(SignInRule.of("S17", PageForm::right));

    /** The person who signs in. */
    static final List<SignInRule<SignInAttempt>> PERSON = List.of(
            SignInRule.of("S18", attempt -> attempt.person().account().isEnabled()),
            SignInRule.of("S19", attempt -> attempt.tenant().isPresent()),
            SignInRule.of(
                    "S20",
                    attempt -> PublicClient.of(attempt.tenant().stream().toList(), attempt.client())
                            .isPresent()));

    /** A form with the code of a device. */
    static final List<SignInRule<PageForm>> USER_CODE = List.of(SignInRule.of("S21", PageForm::right));

    /** The form of a token request with a code, before the code is looked up. */
    static final List<SignInRule<CodeUse>> CODE_FORM = List.of(
            SignInRule.of("S22", use -> use.request().doubled().isEmpty()),
            SignInRule.of("S23", use -> use.text("missing").isEmpty()));

    /** The use of a code. Each rule relies on those before it. */
    static final List<SignInRule<CodeUse>> CODE = List.of(
            SignInRule.of("S24", use -> use.isOfDevice() || use.isKnown()),
            SignInRule.of("S25", use -> !use.isOfDevice() || use.isKnown()),
            SignInRule.of("S26", use -> use.known().client().equals(use.text("client_id"))),
            SignInRule.of("S27", CodeUse::isOfTenant),
            SignInRule.of("S28", use -> use.known().state() != State.USED),
            SignInRule.of("S29", use -> use.isOfDevice() || use.isInTime()),
            SignInRule.of("S30", use -> !use.isOfDevice() || use.isInTime()),
            SignInRule.of(
                    "S31", use -> use.isOfDevice() || use.known().redirect().equals(use.text("redirect_uri"))),
            SignInRule.of("S32", use -> use.isOfDevice() || use.request().has("code_verifier")),
            SignInRule.of("S33", use -> use.isOfDevice() || use.isVerified()),
            SignInRule.of("S34", use -> !use.isOfDevice() || !use.isTooEarly()),
            SignInRule.of("S35", use -> use.known().state() != State.DECLINED),
            SignInRule.of("S36", use -> use.known().state() != State.WAITING),
            SignInRule.of("S37", CodeUse::isAllowed));

    private SignInRules() {}

    /** Every rule in the order of evaluation; for generated documentation. */
    public static List<Rule<?>> rules() {
        return Stream.of(PROGRAM, DEVICE, ADDRESS, FORM, ACCESS, PAGE, PASSWORD, PERSON, USER_CODE, CODE_FORM, CODE)
                .flatMap(List::stream)
                .<Rule<?>>map(SignInRule::listed)
                .toList();
    }
}
