package org.s2slab.sharepoint.rest;

import org.s2slab.refusal.Refusal;

/** An error in SharePoint's format: the HTTP status, the code with the exception's name, and a sentence. */
final class RestError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private RestError(int status, String code, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    static RestError query(String sentence) {
        return new RestError(400, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", sentence);
    }

    static RestError noResource(String request) {
        return noResource(request, "");
    }

    static RestError noResource(String request, String reason) {
        return new RestError(
                404,
                "-1, Microsoft.SharePoint.Client.ResourceNotFoundException",
                "Cannot find resource for the request " + request + "." + reason);
    }

    static RestError noList(String title, String url) {
        return new RestError(
                404,
                "-1, System.ArgumentException",
                "List '" + title + "' does not exist at site with URL '" + url + "'.");
    }

    static RestError noListId() {
        return new RestError(
                404,
                "-2130575322, Microsoft.SharePoint.SPException",
                "List does not exist.\n\nThe page you selected contains a list that does not exist.  It may have been deleted"
                        + " by another user.");
    }

    static RestError listExists() {
        return new RestError(
                500,
                "-2130575342, Microsoft.SharePoint.SPException",
                "A list, survey, discussion board, or document library with the specified title already exists in this Web"
                        + " site.  Please choose another title.");
    }

    static RestError webExists(String path) {
        return new RestError(
                500,
                "-2147024713, Microsoft.SharePoint.SPException",
                "The Web site address \"" + path + "\" is already in use.");
    }

    static RestError noProperty(String name) {
        return query("The field or property '" + name + "' does not exist.");
    }

    static RestError noField(String name) {
        return argument("Column '" + name + "' does not exist. It may have been deleted by another user.");
    }

    static RestError noView() {
        return argument("The specified view is invalid.");
    }

    /** E_INVALIDARG, SharePoint's error for values without a more precise error. */
    static RestError argument() {
        return argument("Value does not fall within the expected range.");
    }

    /** The error for a value that a field of a form cannot have, with the sentence that the form shows. */
    static RestError formValue(String sentence) {
        return argument(sentence);
    }

    private static RestError argument(String sentence) {
        return new RestError(400, "-2147024809, System.ArgumentException", sentence);
    }

    /** The error for an invalid change token, as SharePoint's class SPChangeToken reports it. */
    static RestError changeToken() {
        return new RestError(
                500,
                "-1, System.InvalidOperationException",
                "Operation is not valid due to the current state of the object.");
    }

    static RestError changeTokenOfAnother() {
        return new RestError(
                500,
                "-2130575173, Microsoft.SharePoint.SPException",
                "Cannot use the changeToken from one object against a different object");
    }

    static RestError changeTokenTooOld() {
        return new RestError(
                500,
                "-2130575172, Microsoft.SharePoint.SPException",
                "The changeToken refers to a time before the start of the current change log.");
    }

    static RestError noUser() {
        return general(404, "User cannot be found.");
    }

    static RestError unknownUser(String name) {
        return general(404, "The specified user " + name + " could not be found.");
    }

    static RestError noGroup() {
        return general(404, "Group cannot be found.");
    }

    static RestError groupExists() {
        return new RestError(
                500, "-2130575293, Microsoft.SharePoint.SPException", "The specified name is already in use.");
    }

    static RestError groupName() {
        return new RestError(
                500, "-2130575281, Microsoft.SharePoint.SPException", "The name of the group is not valid.");
    }

    static RestError groupDescription() {
        return general(500, "The description of the group is too long.");
    }

    static RestError noPrincipal(int number) {
        return new RestError(
                404, "-2147024809, System.ArgumentException", "Can not find the principal with id: " + number + ".");
    }

    static RestError noRoleDefinition() {
        return general(404, "The role definition cannot be found.");
    }

    /** The error for a top-level site, which has no parent from which it could inherit permissions. */
    static RestError topLevel() {
        return general(500, "The operation is not possible at a top-level site.");
    }

    /** The error for a change of the roles of a web that inherits its roles. */
    static RestError inheritsRoles() {
        return new RestError(
                500,
                "-1, System.InvalidOperationException",
                "This operation is not allowed on an object that inherits permissions.");
    }

    static RestError hasSubWebs(String path) {
        return general(
                500,
                "There was a problem deleting Web site \"" + path
                        + "\". Sites that have subsites or certain apps can't be"
                        + " deleted. Please try again after deleting all subsites and removing the apps.");
    }

    /** The error for rights management, because the farm has no server for this. */
    static RestError rightsManagement() {
        return general(500, "Information Rights Management is not enabled for this server.");
    }

    /** The error if two callers changed an object at the same time. */
    static RestError conflict() {
        return new RestError(
                409,
                "-2130575305, Microsoft.SharePoint.SPException",
                "Save Conflict.\n\nYour changes conflict with those made concurrently by another user. If you want your"
                        + " changes to be applied, click Back in your Web browser, refresh the page, and resubmit your"
                        + " changes.");
    }

    /** An error of a file, see {@link AttachmentError}. */
    static RestError file(int number, String exception, String sentence) {
        return new RestError(400, number + ", " + exception, sentence);
    }

    static RestError noItem() {
        return new RestError(
                404,
                "-2130575338, System.ArgumentException",
                "Item does not exist. It may have been deleted by another user.");
    }

    static RestError stale(String given, String now) {
        return new RestError(
                412,
                "-1, Microsoft.SharePoint.Client.ClientServiceException",
                "The request ETag value '" + given + "' does not match the object's ETag value '" + now + "'.");
    }

    static RestError digest() {
        return new RestError(
                403,
                "-2130575251, Microsoft.SharePoint.SPException",
                "The security validation for this page is invalid and might be corrupted. Please use your web browser's"
                        + " Back button to try your operation again.");
    }

    static RestError method(String method, String reason) {
        return new RestError(
                405,
                "-1, Microsoft.SharePoint.Client.ClientServiceException",
                "The HTTP method '" + method + "' cannot be used to access the resource." + reason);
    }

    /** An error of the type SPException that has no number of its own. */
    private static RestError general(int status, String sentence) {
        return new RestError(status, "-2146232832, Microsoft.SharePoint.SPException", sentence);
    }

    /** Maps a refusal of this node to the product's error. */
    static RestError of(Refusal refusal, String request) {
        return switch (refusal.code()) {
            case NOT_FOUND -> noResource(request);
            case ACCESS_DENIED ->
                new RestError(
                        403,
                        "-2147024891, System.UnauthorizedAccessException",
                        "Access denied. You do not have permission to perform this action or access this resource.");
            default ->
                new RestError(
                        refusal.code().status(),
                        "-1, Microsoft.SharePoint.Client.ClientServiceException",
                        refusal.code().sentence());
        };
    }
}
