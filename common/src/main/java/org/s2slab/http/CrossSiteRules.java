package org.s2slab.http;

import static org.s2slab.refusal.RefusalCode.ACCESS_DENIED;
import static org.s2slab.refusal.RefusalCode.HOST_NOT_SERVED;
import static org.s2slab.refusal.RefusalCode.MEDIA_TYPE_UNSUPPORTED;

import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Set;

/**
 * The rules of group A against cross-site requests: a page of another site must not use a password that the browser has
 * stored. They apply to every request except those with a Bearer credential, which no browser adds itself.
 */
public final class CrossSiteRules {
    /** The rules for the check-list, without host names of a server. */
    public static final List<RequestRule> ALL = of(Set.of(), MediaTypes.JSON, false);

    /** The rule for the media type of a body. */
    static final String MEDIA_TYPE = "A13";

    private CrossSiteRules() {}

    /**
     * The rules for one endpoint.
     *
     * @param names the names of the server, in lower case and without port
     * @param bodyTypes the media types its bodies may have
     * @param linkedTo whether pages of other sites may link to it
     */
    static List<RequestRule> of(Set<String> names, Set<String> bodyTypes, boolean linkedTo) {
        return List.of(
                new RequestRule(
                        "A11",
                        HOST_NOT_SERVED,
                        "at an endpoint that takes passwords, Host is a name of this server",
                        facts -> names.contains(facts.host())),
                new RequestRule(
                        "A12",
                        ACCESS_DENIED,
                        "at an endpoint that takes passwords, Origin is absent or this server's own, and Sec-Fetch-Site is"
                                + " absent, same-origin, or none with GET",
                        facts -> RequestSite.isOwn(facts.method(), facts.headers(), "https")
                                || (linkedTo && RequestSite.isOpenedByLink(facts.method(), facts.headers()))),
                new RequestRule(
                        MEDIA_TYPE,
                        MEDIA_TYPE_UNSUPPORTED,
                        "at an endpoint that takes passwords, a body has a media type that the endpoint declares, and one"
                                + " that an HTML form can have comes from this server's own page",
                        facts -> !facts.hasBody() || isDeclared(facts, bodyTypes)));
    }

    private static boolean isDeclared(RequestFacts facts, Set<String> bodyTypes) {
        List<String> given = facts.all(HttpHeaders.CONTENT_TYPE);
        String type = given.size() == 1 ? MediaTypes.of(given.get(0)) : "";
        return bodyTypes.contains(type)
                && (!MediaTypes.OF_FORMS.contains(type) || RequestSite.isFromOwnPage(facts.headers()));
    }
}
