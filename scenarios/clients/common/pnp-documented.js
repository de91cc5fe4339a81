// The other operations of PnPjs' documentation, one step each. The lab does not have many of them: those steps fail, and the page names them.
const tenant = require('./tenant.js');
const { step, same, isTrue, refused } = require('./board.js');

const ANNA = 'i:0#.f|membership|anna@contoso.com';
const ANY = 'c0ffee00-0000-4000-8000-000000000008';

/**
 * @param load gives the library's entry, with all its modules
 * @param data the values of what add() gives
 * @param add calls a function that adds a field, with its title and its details
 */
module.exports = ({ load, data, add }) => {
  let entry;
  const sp = async () => (entry ??= await load());
  const web = async () => (await sp()).web;
  const list = async (name = 'Announcements') => (await web()).lists.getByTitle(name);
  const own = async (name) => {
    await (await web()).lists.ensure(name, '', 100);
    return list(name);
  };
  const item = async (title) => {
    const { items } = await list();
    return items.getById(data(await items.add({ Title: title })).Id);
  };
  const library = async () => {
    await (await web()).lists.ensure('Documents of the board', '', 101);
    return (await list('Documents of the board')).rootFolder;
  };
  /** Version 2 calls it add, version 4 addUsingPath. */
  const put = (target, ...values) => (target.addUsingPath ? target.addUsingPath(...values) : target.add(...values));
  const file = async (name, content = 'Content') => {
    const folder = await library();
    await put(folder.files, name, content, ...(folder.files.addUsingPath ? [{ Overwrite: true }] : [true]));
    return folder.files.getByUrl ? folder.files.getByUrl(name) : folder.files.getByName(name);
  };
  const folder = async (name) => {
    const root = await library();
    await put(root.folders, name);
    return root.folders.getByUrl ? root.folders.getByUrl(name) : root.folders.getByName(name);
  };
  const view = async (name) => {
    const { views } = await own('With views');
    await views.add(name, false, { RowLimit: 10 });
    return views.getByTitle(name);
  };
  /** Several steps of one page, each with a function that does what its example does, and compares. */
  const page = (name, operations) => Object.entries(operations).forEach(([operation, run]) => step(`${name}: ${operation}`, run));

  page('views', {
    add: async () => same((await (await view('Added'))()).RowLimit, 10),
    'by id': async () => { const { Id } = await (await list()).defaultView(); same((await (await list()).views.getById(Id)()).Id, Id); },
    'of a list by id': async () => { const { Id } = await (await list()).defaultView(); same((await (await list()).getView(Id)()).Id, Id); },
    update: async () => { const one = await view('Updated'); await one.update({ RowLimit: 20 }); same((await one()).RowLimit, 20); },
    delete: async () => { const one = await view('Deleted'); await one.delete(); await refused(() => one(), 404); },
    'render as HTML': async () => isTrue(/<table/i.test(await (await list()).defaultView.renderAsHtml()), 'a table'),
    'set the XML': async () => { const one = await view('By XML'); await one.setViewXml('<View><RowLimit>7</RowLimit></View>'); same((await one()).RowLimit, 7); },
    fields: async () => isTrue((await (await list()).defaultView.fields()).Items.some((one) => /Title$/.test(one)), 'the title'),
    'XML of the fields': async () => isTrue(/<FieldRef/.test(await (await list()).defaultView.fields.getSchemaXml()), 'XML'),
    'add a field': async () => { const { fields } = await view('More fields'); await fields.add('Created'); isTrue((await fields()).Items.includes('Created'), 'the field'); },
    'move a field': async () => { const { fields } = await view('Moved fields'); await fields.add('Created'); await fields.move('Created', 0); same((await fields()).Items[0], 'Created'); },
    'remove a field': async () => { const { fields } = await view('Less fields'); await fields.add('Created'); await fields.remove('Created'); isTrue(!(await fields()).Items.includes('Created'), 'no field'); },
    'remove all fields': async () => { const { fields } = await view('No fields'); await fields.removeAll(); same((await fields()).Items, []); },
  });

  const text = async (kind, name, details) => { const { fields } = await own('Kinds of fields'); await add(fields, `add${kind}`, name, details); return fields.getByInternalNameOrTitle(name)(); };
  page('fields', {
    'add a URL': async () => same((await text('Url', 'Page', { DisplayFormat: 0 })).TypeAsString, 'URL'),
    'add a calculated one': async () => same((await text('Calculated', 'Twice', { Formula: '=[Title]', DateFormat: 0, OutputType: 2 })).TypeAsString, 'Calculated'),
    'add a lookup': async () => same((await text('Lookup', 'Other', { LookupListId: (await (await list())()).Id, LookupFieldName: 'Title' })).TypeAsString, 'Lookup'),
    'add a dependent lookup': async () => { const { Id } = await (await own('Kinds of fields')).fields.getByTitle('Other')(); await (await own('Kinds of fields')).fields.addDependentLookupField('Other: Id', Id, 'ID'); same((await (await own('Kinds of fields')).fields.getByTitle('Other: Id')()).TypeAsString, 'Lookup'); },
    'add a location': async () => same((await text('Location', 'Place', {})).TypeAsString, 'Location'),
    'add an image': async () => same((await text('ImageField', 'Picture', {})).TypeAsString, 'Thumbnail'),
    'add by XML': async () => { const { fields } = await own('Kinds of fields'); await fields.createFieldAsXml('<Field DisplayName="By XML" Name="ByXml" Type="Text"/>'); same((await fields.getByTitle('By XML')()).TypeAsString, 'Text'); },
    'show in the form to display': async () => { const { fields } = await own('Kinds of fields'); await fields.getByTitle('Title').setShowInDisplayForm(false); isTrue(/ShowInDisplayForm="FALSE"/.test((await fields.getByTitle('Title')()).SchemaXml), 'hidden'); },
    'show in the form to edit': async () => { const { fields } = await own('Kinds of fields'); await fields.getByTitle('Title').setShowInEditForm(false); isTrue(/ShowInEditForm="FALSE"/.test((await fields.getByTitle('Title')()).SchemaXml), 'hidden'); },
    'show in the form of new items': async () => { const { fields } = await own('Kinds of fields'); await fields.getByTitle('Title').setShowInNewForm(false); isTrue(/ShowInNewForm="FALSE"/.test((await fields.getByTitle('Title')()).SchemaXml), 'hidden'); },
  });

  const types = async () => (await web()).contentTypes;
  page('content types', {
    'of the web': async () => isTrue((await (await types())()).some((one) => one.Name === 'Item'), 'the item'),
    'by id': async () => same((await (await types()).getById('0x01')()).Name, 'Item'),
    'fields of one': async () => isTrue((await (await types()).getById('0x01').fields()).some((one) => one.InternalName === 'Title'), 'Title'),
    'links of its fields': async () => isTrue((await (await types()).getById('0x01').fieldLinks()).some((one) => one.Name === 'Title'), 'Title'),
    'its parent': async () => same((await (await types()).getById('0x0104').parent()).Name, 'Item'),
    'its workflows': async () => same(await (await types()).getById('0x01').workflowAssociations(), []),
    add: async () => { await (await types()).add('0x01008D19F38845B0884EBEBE239FDF359184', 'Of the board'); isTrue((await (await types())()).some((one) => one.Name === 'Of the board'), 'the new one'); },
    'add an existing one to a list': async () => { const { contentTypes } = await own('With types'); await contentTypes.addAvailableContentType('0x0104'); isTrue((await contentTypes()).some((one) => one.Name === 'Announcement'), 'the added one'); },
  });

  page('security', {
    'roles of the web': async () => isTrue((await (await web()).roleDefinitions()).some((one) => one.Name === 'Full Control'), 'Full Control'),
    'a role by name': async () => same((await (await web()).roleDefinitions.getByName('Read')()).Name, 'Read'),
    'a role by id': async () => same((await (await web()).roleDefinitions.getById(1073741826)()).Name, 'Read'),
    'a role by its type': async () => same((await (await web()).roleDefinitions.getByType(5)()).Name, 'Full Control'),
    'add a role': async () => { await (await web()).roleDefinitions.add('Of the board', '', 99, { High: 1, Low: 2 }); same((await (await web()).roleDefinitions.getByName('Of the board')()).Order, 99); },
    'assignments of the web': async () => isTrue((await (await web()).roleAssignments()).length > 0, 'an assignment'),
    'assignments of a list': async () => isTrue((await (await list()).roleAssignments()).length > 0, 'an assignment'),
    'the nearest object with own roles': async () => isTrue((await (await list()).firstUniqueAncestorSecurableObject()).Url, 'the web'),
    'permissions of a person': async () => isTrue((await (await list()).getUserEffectivePermissions(ANNA)).Low, 'a mask'),
    'permissions of the current user': async () => isTrue((await (await list()).getCurrentUserEffectivePermissions()).Low, 'a mask'),
    'whether a person has a permission': async () => same(typeof (await (await list()).userHasPermissions(ANNA, 1)), 'boolean'),
    'whether the current user has a permission': async () => same(await (await list()).currentUserHasPermissions(1), true),
    'own roles of a list, and inherited ones again': async () => {
      const one = await own('Own roles');
      await one.breakRoleInheritance(true);
      same((await one.select('HasUniqueRoleAssignments')()).HasUniqueRoleAssignments, true);
      await one.resetRoleInheritance();
      same((await one.select('HasUniqueRoleAssignments')()).HasUniqueRoleAssignments, false);
    },
    'add and remove an assignment': async () => {
      const one = await own('Assigned');
      await one.breakRoleInheritance();
      const { Id } = data(await (await web()).ensureUser('bert@contoso.com'));
      await one.roleAssignments.add(Id, 1073741826);
      isTrue((await one.roleAssignments()).some((each) => each.PrincipalId === Id), 'Bert');
      await one.roleAssignments.remove(Id, 1073741826);
      isTrue(!(await one.roleAssignments()).some((each) => each.PrincipalId === Id), 'no Bert');
    },
    'own roles of an item': async () => { const one = await item('Own roles'); await one.breakRoleInheritance(true); same((await one.select('HasUniqueRoleAssignments')()).HasUniqueRoleAssignments, true); },
  });

  page('files', {
    'add and read': async () => same(await (await file('a.txt')).getText(), 'Content'),
    buffer: async () => same((await (await file('b.txt')).getBuffer()).byteLength, 7),
    JSON: async () => same(await (await file('c.json', '{"text":"x"}')).getJSON(), { text: 'x' }),
    'set the content': async () => { const one = await file('d.txt'); await one.setContent('New'); same(await one.getText(), 'New'); },
    'add in chunks': async () => { const { files } = await library(); await files.addChunked('e.txt', Buffer.from('x'.repeat(200_000))); same((await files()).find((one) => one.Name === 'e.txt').Length, '200000'); },
    'check out and in': async () => { const one = await file('f.txt'); await one.checkout(); await one.checkin('done', 1); same((await one()).CheckInComment, 'done'); },
    publish: async () => { const one = await file('g.txt'); await one.publish('out'); same((await one()).Level, 1); },
    copy: async () => { const one = await file('h.txt'); await one.copyTo('/Documents of the board/i.txt', true); same((await (await library()).files()).filter((each) => each.Name === 'i.txt').length, 1); },
    versions: async () => { const one = await file('j.txt'); await one.setContent('Second'); same((await one.versions()).length, 1); },
    item: async () => isTrue((await (await file('k.txt')).getItem()), 'an item'),
    recycle: async () => isTrue(await (await file('l.txt')).recycle(), 'an id'),
    delete: async () => { const one = await file('m.txt'); await one.delete(); same((await (await library()).files()).filter((each) => each.Name === 'm.txt'), []); },
    'by address': async () => same((await (await web()).getFileByServerRelativePath('/Documents of the board/a.txt')()).Name, 'a.txt'),
  });
  page('folders', {
    'of the web': async () => isTrue((await (await web()).folders()).some((one) => one.Name === 'Lists'), 'the lists'),
    'root folder of the web': async () => same((await (await web()).rootFolder()).ServerRelativeUrl, '/'),
    'root folder of a list': async () => same((await (await list()).rootFolder()).ServerRelativeUrl, '/Lists/Announcements'),
    add: async () => same((await (await folder('Added'))()).Name, 'Added'),
    'by address': async () => same((await (await web()).getFolderByServerRelativePath('/Lists/Announcements')()).Name, 'Announcements'),
    parent: async () => same((await (await folder('Child')).parentFolder()).Name, 'Documents of the board'),
    properties: async () => isTrue(await (await list()).rootFolder.properties(), 'properties'),
    item: async () => isTrue(await (await folder('With an item')).getItem(), 'an item'),
    'item fields': async () => isTrue((await (await folder('With fields')).listItemAllFields()).Id, 'an id'),
    recycle: async () => isTrue(await (await folder('Recycled')).recycle(), 'an id'),
    delete: async () => { const one = await folder('Deleted'); await one.delete(); await refused(() => one(), 404); },
  });

  page('comments', {
    add: async () => same((await (await item('Commented')).comments.add('Good')).text, 'Good'),
    list: async () => { const one = await item('Twice'); await one.comments.add('First'); same((await one.comments()).map((each) => each.text), ['First']); },
    clear: async () => { const one = await item('Cleared'); await one.comments.add('First'); await one.comments.clear(); same(await one.comments(), []); },
    like: async () => { const one = await item('Liked'); await one.like(); same((await one.getLikedBy()).length, 1); },
    unlike: async () => { const one = await item('Unliked'); await one.like(); await one.unlike(); same(await one.getLikedBy(), []); },
  });
  page('search', {
    'by a text': async () => isTrue((await (await sp()).search('Announcements')).PrimarySearchResults.some((one) => /Announcements/.test(one.Title)), 'the list'),
    'with settings': async () => isTrue((await (await sp()).search({ Querytext: 'Announcements', RowLimit: 1, SelectProperties: ['Title'] })).PrimarySearchResults.length === 1, 'one row'),
    suggestions: async () => { const found = await (await sp()).searchSuggest({ querytext: 'Ann', count: 5 }); isTrue(Array.isArray(found.Queries), 'queries'); },
  });
  const profiles = async () => (await sp()).profiles;
  const picker = { QueryString: 'Anna', MaximumEntitySuggestions: 5, PrincipalType: 1, PrincipalSource: 15, AllowEmailAddresses: true, AllowMultipleEntities: false };
  page('profiles', {
    'my properties': async () => { const { myProperties } = await profiles(); isTrue((await (typeof myProperties === 'function' ? myProperties() : myProperties.get())).AccountName, 'an account'); },
    'properties of a person': async () => same((await (await profiles()).getPropertiesFor(ANNA)).DisplayName, 'Anna Adler'),
    'one property of a person': async () => same(await (await profiles()).getUserProfilePropertyFor(ANNA, 'PreferredName'), 'Anna Adler'),
    'set a property': async () => { await (await profiles()).setSingleValueProfileProperty(ANNA, 'AboutMe', 'Hello'); same(await (await profiles()).getUserProfilePropertyFor(ANNA, 'AboutMe'), 'Hello'); },
    'my followers': async () => isTrue(Array.isArray(await (await profiles()).myFollowers()), 'a list'),
    'followers of a person': async () => isTrue(Array.isArray(await (await profiles()).getFollowersFor(ANNA)), 'a list'),
    'whether one follows another': async () => same(await (await profiles()).isFollowing(ANNA, ANNA), false),
    'people picker: search': async () => same((await (await profiles()).clientPeoplePickerSearchUser(picker)).map((one) => one.DisplayText), ['Anna Adler']),
    'people picker: resolve': async () => same((await (await profiles()).clientPeoplePickerResolveUser({ ...picker, QueryString: 'anna@contoso.com' })).DisplayText, 'Anna Adler'),
    'link to edit': async () => isTrue(/^http/.test(await ((await profiles()).getEditProfileLink ? (await profiles()).getEditProfileLink() : (await profiles()).editProfileLink)), 'an address'),
  });
  const social = async () => (await sp()).social;
  page('social', {
    'followed sites': async () => isTrue(/^http/.test(await (await social()).getFollowedSitesUri()), 'an address'),
    'followed documents': async () => isTrue(/^http/.test(await (await social()).getFollowedDocumentsUri()), 'an address'),
    'whether a site is followed': async () => same(await (await social()).isFollowed({ ActorType: 2, ContentUri: tenant.site }), false),
  });
  page('features', {
    'of the web': async () => isTrue((await (await web()).features()).every((one) => one.DefinitionId), 'features'),
    'of the site': async () => isTrue((await (await sp()).site.features()).every((one) => one.DefinitionId), 'features'),
    'add and remove': async () => { const { features } = await web(); await features.add(ANY, true); same((await features.getById(ANY)()).DefinitionId, ANY); await features.remove(ANY); },
  });
  page('navigation', {
    'quick launch': async () => isTrue(Array.isArray(await (await web()).navigation.quicklaunch()), 'nodes'),
    'top bar': async () => isTrue(Array.isArray(await (await web()).navigation.topNavigationBar()), 'nodes'),
    'add a node': async () => same((data(await (await web()).navigation.quicklaunch.add('Board', tenant.site, true))).Title, 'Board'),
    'state of the menu': async () => isTrue((await (await sp()).navigation.getMenuState()).Nodes, 'nodes'),
    'key of a node': async () => isTrue(await (await sp()).navigation.getMenuNodeKey(tenant.site), 'a key'),
  });
  const settings = async () => (await web()).regionalSettings;
  page('regional settings', {
    'installed languages': async () => isTrue(JSON.stringify((await settings()).getInstalledLanguages ? await (await settings()).getInstalledLanguages() : await (await settings()).installedLanguages()).includes('1033'), 'English'),
    'time zone': async () => isTrue((await (await settings()).timeZone()).Id, 'an id'),
    'time zones': async () => isTrue((await (await settings()).timeZones()).length > 50, 'the zones'),
    'a time in UTC': async () => isTrue(await (await settings()).timeZone.localTimeToUTC(new Date(0)), 'a time'),
    'a local time': async () => isTrue(await (await settings()).timeZone.utcToLocalTime(new Date(0)), 'a time'),
  });
  const actions = async () => (await web()).userCustomActions;
  const action = { Title: 'Of the board', Location: 'ClientSideExtension.ApplicationCustomizer' };
  page('custom actions', {
    list: async () => same(await (await actions())(), []),
    add: async () => same(data(await (await actions()).add(action)).Title, 'Of the board'),
    clear: async () => { await (await actions()).clear(); same(await (await actions())(), []); },
  });
  page('subscriptions', {
    list: async () => same(await (await list()).subscriptions(), []),
    add: async () => isTrue((data(await (await list()).subscriptions.add('https://example.org/hook', new Date(Date.now() + 86_400_000).toISOString()))).id, 'an id'),
  });
  page('related items', { list: async () => same(await (await web()).relatedItems.getRelatedItems((await (await list())()).Id, 1), []) });
  page('forms', { 'of a list': async () => isTrue((await (await list()).forms()).length >= 3, 'three forms') });
  const utility = async () => (await sp()).utility;
  page('utilities', {
    'send e-mail': async () => { await (await utility()).sendEmail({ To: ['anna@contoso.com'], Subject: 'By PnPjs', Body: 'Text' }); },
    'addresses of the current user': async () => same(typeof (await (await utility()).getCurrentUserEmailAddresses()), 'string'),
    'resolve a person': async () => same((await (await utility()).resolvePrincipal('anna@contoso.com', 1, 15, true, false)).DisplayName, 'Anna Adler'),
    'search people': async () => isTrue((await (await utility()).searchPrincipals('Anna', 1, 15, '', 10)).some((one) => one.DisplayName === 'Anna Adler'), 'Anna'),
    'members of groups': async () => isTrue(Array.isArray(await (await utility()).expandGroupsToPrincipals(['Board Members'])), 'a list'),
  });
  page('site designs', { list: async () => isTrue(Array.isArray(await (await sp()).siteDesigns.getSiteDesigns()), 'a list') });
  page('site scripts', {
    list: async () => isTrue(Array.isArray(await (await sp()).siteScripts.getSiteScripts()), 'a list'),
    'of a list': async () => isTrue(/createSPList/.test(await (await sp()).siteScripts.getSiteScriptFromList(`${tenant.site}/Lists/Announcements`)), 'a script'),
  });
  page('hub sites', {
    list: async () => isTrue(Array.isArray(await (await sp()).hubSites()), 'a list'),
    'data of the web': async () => same(await (await web()).hubSiteData(), null),
    'join and leave': async () => { await (await sp()).site.joinHubSite('00000000-0000-0000-0000-000000000000'); },
  });
  const catalog = async () => ((await web()).getAppCatalog ? (await web()).getAppCatalog() : (await web()).appcatalog);
  page('apps', {
    'of the catalog': async () => isTrue(Array.isArray(await (await catalog())()), 'a list'),
  });
  page('sharing', {
    'link to view': async () => isTrue((await (await file('shared.txt')).getShareLink(2)).sharingLinkInfo?.Url, 'a link'),
    'information': async () => isTrue(await (await file('informed.txt')).getSharingInformation(), 'information'),
  });
  page('web', {
    'icon of a file': async () => same(await (await web()).mapToIcon('a.docx'), 'icdocx.png'),
    'set a value of the tenant': async () => { await (await web()).setStorageEntity('board', 'value'); same((await (await web()).getStorageEntity('board')).Value, 'value'); },
    'apply a theme': async () => { await (await web()).applyTheme('/_catalogs/theme/15/palette011.spcolor', '/_catalogs/theme/15/fontscheme007.spfont', '', false); },
    'apply a template': async () => { await (await web()).applyWebTemplate('STS#0'); },
    'catalog of master pages': async () => isTrue((await (await web()).getCatalog(116)).getById || (await (await web()).getCatalog(116)).items, 'a list'),
    'templates of lists': async () => isTrue(Array.isArray(await (await web()).customListTemplates()), 'a list'),
    'the site of a team': async () => same((await (await sp()).site.createModernTeamSite('Team', 'board-team')).SiteStatus, 2),
    'a communication site from properties': async () => same((await (await sp()).site.createCommunicationSiteFromProps({ Title: 'Props', Url: `${tenant.site}/sites/props`, Owner: 'anna@contoso.com' })).SiteStatus, 2),
    'client-side pages': async () => isTrue(await (await web()).addClientsidePage('board'), 'a page'),
  });
};
