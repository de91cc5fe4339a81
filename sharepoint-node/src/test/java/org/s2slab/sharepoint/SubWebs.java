package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.testing.TestCall;

/** What tests do with sub-webs over the REST interface. */
record SubWebs(SharePointLab lab) {
    static final String ADD = "web/webs/add";

    /** What a client asks for when it adds a sub-web that inherits. */
    static JsonObject requested(String name) {
        return new JsonObject()
                .put("Title", "Web " + name)
                .put("Url", name)
                .put("WebTemplate", "STS")
                .put("UseSamePermissionsAsParentSite", true);
    }

    /** Adds a sub-web to a web in the name of a person; what the web answers of it. */
    JsonObject add(String person, String parent, JsonObject requested) {
        TestCall.Answer answer = tryAdd(person, parent, requested);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("d");
    }

    TestCall.Answer tryAdd(String person, String parent, JsonObject requested) {
        return post(person, parent, ADD, new JsonObject().put("parameters", requested));
    }

    TestCall.Answer post(String person, String web, String address, JsonObject body) {
        return lab.writingAs(person, web).post(web + "/_api/" + address, body);
    }

    /** Calls a function that succeeds. */
    void done(String person, String web, String address) {
        TestCall.Answer answer = post(person, web, address, new JsonObject());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    TestCall.Answer delete(String person, String web) {
        return lab.writingAs(person, web)
                .header("X-HTTP-Method", "DELETE")
                .header("IF-MATCH", "*")
                .send(HttpMethod.POST, web + "/_api/web", "");
    }

    int status(String person, String web) {
        return lab.as(person).get(web + "/_api/web").status();
    }

    JsonObject got(String person, String address) {
        TestCall.Answer answer = lab.as(person).get(address);
        assertThat(answer.status()).as(address + " " + answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("d");
    }

    List<Object> all(String person, String address, String property) {
        Stream<Object> found = got(person, address).getJsonArray("results").stream();
        return found.map(one -> ((JsonObject) one).getValue(property)).toList();
    }

    static String error(TestCall.Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("error").getString("code");
    }
}
