package org.s2slab.exchange.photos;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.owa.OwaRequestReader;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlWriter;

/**
 * {@code GET /ews/exchange.asmx/s/GetUserPhoto?email=&size=}, and the operation GetUserPhoto (MS-OXWSPHOTO): both
 * return the photo of a user, the same for each size.
 */
public record UserPhotoEndpoint(Database database, UserPhotoStore photos, RemoteAvailability elsewhere)
        implements Endpoint {
    private static final String PATH = "(?i)/ews/exchange\\.asmx/s/getuserphoto";
    private static final String SIZES = "(?i)HR(48x48|64x64|96x96|120x120|240x240|360x360|432x432|504x504|648x648)";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.GET, PATH).handler(this::serve);
    }

    private void serve(RoutingContext request) {
        Mailbox asking = OwaRequestReader.mailbox(request, photos.mailboxes());
        if (!request.request().getParam("size", "").matches(SIZES)) {
            request.response().setStatusCode(400).end(ResponseCode.ErrorInvalidPhotoSize.name());
            return;
        }
        String address = request.request().getParam("email", "").strip();
        find(asking, address, RequestIdentity.context(request))
                .onSuccess(photo -> send(request, photo))
                .onFailure(failure -> request.fail(
                        failure instanceof EwsError error
                                ? new Refusal(RefusalCode.PARTNER_REFUSED, error.text())
                                : failure));
    }

    /** The photo for an address: of this server, or of the server that is responsible for the address. */
    private Future<Optional<Buffer>> find(Mailbox asking, String address, CallContext context) {
        return database.read(rx -> photos.find(rx, asking, address))
                .compose(found -> found.isPresent()
                                || photos.mailboxes().mailboxAt(address).isPresent()
                        ? Future.succeededFuture(found)
                        : elsewhere.photo(address, asking, context).orElseGet(() -> Future.succeededFuture(found)));
    }

    private static void send(RoutingContext request, Optional<Buffer> photo) {
        if (photo.isEmpty()) {
            request.response().setStatusCode(404).end();
            return;
        }
        send(request, photo.get());
    }

    /** Sends a photo, or only its tag if the client has the photo. */
    public static Future<Void> send(RoutingContext request, Buffer photo) {
        String tag = '"' + Integer.toHexString(Arrays.hashCode(photo.getBytes())) + '"';
        request.response().putHeader(HttpHeaders.ETAG, tag);
        return tag.equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                ? request.response().setStatusCode(304).end()
                : request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "image/jpeg")
                        .end(photo);
    }

    /** Whether a text is a size of photos, for instance {@code 48x48}. */
    public static boolean isSize(String text) {
        return ("HR" + text).matches(SIZES);
    }

    /** The photo of a user of the organisation. */
    public Future<Optional<Buffer>> photo(Mailbox user) {
        return database.read(rx -> photos.get(rx, user));
    }

    public EwsOperation operation() {
        return EwsOperation.of("GetUserPhoto", false, this::get);
    }

    private Future<EwsResponse> get(EwsRequest request) {
        String address = request.operation().childText("Email", "").strip();
        return find(request.mailbox(), address, request.context()).map(photo -> {
            EwsPayload payload = xml -> write(xml, photo);
            return EwsResponse.single(
                    photo.isPresent()
                            ? EwsMessage.success(payload)
                            : new EwsMessage(new EwsError(ResponseCode.ErrorItemNotFound), payload));
        });
    }

    private static void write(XmlWriter xml, Optional<Buffer> photo) {
        xml.element(EwsNames.MESSAGES, "HasChanged", photo.isPresent());
        photo.ifPresent(bytes -> xml.element(
                EwsNames.MESSAGES, "PictureData", java.util.Base64.getEncoder().encodeToString(bytes.getBytes())));
    }
}
