// The guides of PnPjs for sites, lists, items, fields, users, batches and files. Both versions have nearly the same methods.
const tenant = require('./tenant.js');
const { step, same, isTrue, refused } = require('./board.js');

/**
 * @param load gives the library's entry, with all its modules
 * @param data the values of what add() and ensureUser() give
 * @param batch runs functions, which get the entry of the batch, in one batch
 */
module.exports = ({ load, data, batch }) => {
  let entry;
  const web = async () => (entry ??= await load()).web;
  const list = async (name) => {
    await (await web()).lists.ensure(name, '', 100);
    return (await web()).lists.getByTitle(name);
  };
  const filled = async (name, count = 3) => {
    const one = await list(name);
    for (let number = 1; number <= count; number++) await one.items.add({ Title: `Item ${number}` });
    return one;
  };

  // Webs and sites
  step('web: read', async () => same((await (await web())()).Url, tenant.site));
  step('web: selected properties', async () => same(Object.keys(await (await web()).select('Title', 'Url')()).filter((key) => !/odata|__metadata/.test(key)).sort(), ['Title', 'Url']));
  step('web: change the title', async () => {
    await (await web()).update({ Title: 'New title' });
    same((await (await web()).select('Title')()).Title, 'New title');
  });
  step('web: sub-webs', async () => isTrue(Array.isArray(await (await web()).webs()), 'a list'));
  step('web: regional settings', async () => isTrue((await (await web()).regionalSettings()).LocaleId, 'a locale'));
  step('web: parent web', async () => { await (await web()).getParentWeb(); });
  step('web: current user', async () => { isTrue((await (await web()).currentUser()).Id, 'an id'); });
  step('site: read', async () => { await web(); same((await entry.site()).Url, tenant.site); });
  step('site: root web', async () => { await web(); same((await entry.site.rootWeb()).Url, tenant.site); });
  step('context information', async () => { await web(); isTrue((await entry.site.getContextInfo()).FormDigestValue, 'a digest'); });

  // Lists
  step('lists: all', async () => isTrue((await (await web()).lists()).some((one) => one.Title === 'Calendar'), 'the calendar'));
  step('lists: select, filter, top', async () => {
    const found = await (await web()).lists.select('Title').filter("Title eq 'Calendar'").top(1)();
    same(found.map((one) => one.Title), ['Calendar']);
  });
  step('lists: by title', async () => same((await (await web()).lists.getByTitle('Calendar')()).Title, 'Calendar'));
  step('lists: by id', async () => {
    const { Id } = await (await web()).lists.getByTitle('Calendar')();
    same((await (await web()).lists.getById(Id)()).Title, 'Calendar');
  });
  step('lists: add', async () => {
    await (await web()).lists.add('Added', 'By the board', 100, false);
    same((await (await web()).lists.getByTitle('Added')()).Description, 'By the board');
  });
  step('lists: ensure', async () => {
    const first = await (await web()).lists.ensure('Ensured');
    const second = await (await web()).lists.ensure('Ensured');
    same([first.created, second.created], [true, false]);
  });
  step('lists: change', async () => {
    await (await list('To change')).update({ Description: 'Changed' });
    same((await (await web()).lists.getByTitle('To change')()).Description, 'Changed');
  });
  step('lists: delete', async () => {
    await (await list('To delete')).delete();
    await refused(async () => (await web()).lists.getByTitle('To delete')());
  });
  step('lists: recycle', async () => isTrue(await (await list('To recycle')).recycle(), 'an id'));
  step('lists: number of items', async () => same((await (await filled('Counted')).select('ItemCount')()).ItemCount, 3));
  step('lists: the entity type', async () => isTrue((await (await list('Typed')).select('ListItemEntityTypeFullName')()).ListItemEntityTypeFullName, 'a name'));
  step('lists: that does not exist', async () => same((await refused(async () => (await web()).lists.getByTitle('Nothing')())).status, 404));
  step('lists: views', async () => isTrue((await (await list('With views')).views()).length > 0, 'a view'));
  step('lists: default view', async () => isTrue((await (await list('With views')).defaultView()).Id, 'an id'));
  step('lists: items by CAML', async () => {
    const found = await (await filled('Caml')).getItemsByCAMLQuery({ ViewXml: '<View><Query><Where><Eq><FieldRef Name="Title"/><Value Type="Text">Item 2</Value></Eq></Where></Query></View>' });
    same(found.map((one) => one.Title), ['Item 2']);
  });
  step('lists: data as a stream', async () => isTrue((await (await filled('Rendered')).renderListDataAsStream({ ViewXml: '<View/>' })).Row, 'rows'));
  step('lists: content types', async () => isTrue((await (await list('Content types')).contentTypes()).length > 0, 'a type'));
  step('lists: changes', async () => isTrue(Array.isArray(await (await list('Changes')).getChanges({ Add: true, Item: true })), 'a list'));

  // Fields
  step('fields: of a list', async () => isTrue((await (await list('Fields')).fields()).some((one) => one.InternalName === 'Title'), 'Title'));
  step('fields: by title', async () => same((await (await list('Fields')).fields.getByInternalNameOrTitle('Title')()).InternalName, 'Title'));
  step('fields: add a text', async () => {
    const one = await list('With a field');
    await one.fields.addText('Colour', { MaxLength: 255 });
    await one.items.add({ Title: 'x', Colour: 'red' });
    same((await one.items())[0].Colour, 'red');
  });
  step('fields: add a number', async () => {
    const one = await list('With a number');
    await one.fields.addNumber('Amount', {});
    await one.items.add({ Title: 'x', Amount: 5 });
    same((await one.items())[0].Amount, 5);
  });
  step('fields: delete', async () => {
    const one = await list('Without a field');
    await one.fields.addText('Gone', { MaxLength: 255 });
    await one.fields.getByInternalNameOrTitle('Gone').delete();
  });
  step('fields: of the web', async () => isTrue((await (await web()).fields()).length > 0, 'a field'));

  // Items
  step('items: add', async () => isTrue(data(await (await list('Items')).items.add({ Title: 'One' })).Id > 0, 'an id'));
  step('items: all', async () => same((await (await filled('All items')).items()).map((one) => one.Title), ['Item 1', 'Item 2', 'Item 3']));
  step('items: by id', async () => same((await (await filled('By id')).items.getById(2)()).Title, 'Item 2'));
  step('items: select', async () => same(Object.keys(await (await filled('Selected')).items.getById(1).select('Title')()).filter((key) => !/odata|__metadata/.test(key)), ['Title']));
  step('items: top and skip', async () => same((await (await filled('Skipped')).items.top(1).skip(1)()).length, 1));
  step('items: order by', async () => same((await (await filled('Ordered')).items.orderBy('Title', false)())[0].Title, 'Item 3'));
  step('items: filter by text', async () => same((await (await filled('Filtered')).items.filter("Title eq 'Item 2'")()).length, 1));
  step('items: filter by the start of a text', async () => same((await (await filled('Filtered start')).items.filter("startswith(Title,'Item')")()).length, 3));
  step('items: filter by a part of a text', async () => same((await (await filled('Filtered part')).items.filter("substringof('2',Title)")()).length, 1));
  step('items: filter by a number', async () => same((await (await filled('Filtered number')).items.filter('Id gt 1')()).length, 2));
  step('items: filter by a date', async () => same((await (await filled('Filtered date')).items.filter("Created gt datetime'2020-01-01T00:00:00Z'")()).length, 3));
  step('items: filter with and, or, not', async () =>
    same((await (await filled('Filtered logic')).items.filter("(Title eq 'Item 1' or Title eq 'Item 2') and not (Id eq 1)")()).length, 1));
  step('items: expand the author', async () => isTrue((await (await filled('Authors')).items.select('Title', 'Author/Title').expand('Author')())[0].Author.Title, 'a name'));
  step('items: pages', async () => {
    const one = await filled('Paged', 5);
    const found = [];
    if (one.items.getPaged) {
      let page = await one.items.top(2).getPaged();
      for (found.push(...page.results); page.hasNext; found.push(...page.results)) page = await page.getNext();
    } else {
      for await (const page of one.items.top(2)) found.push(...page);
    }
    same(found.length, 5);
  });
  step('items: change', async () => {
    const one = await filled('Changed');
    await one.items.getById(1).update({ Title: 'Changed' });
    same((await one.items.getById(1)()).Title, 'Changed');
  });
  step('items: an old etag is refused', async () => {
    const one = await filled('Etag');
    const item = one.items.getById(1);
    await item.update({ Title: 'Once' });
    same((await refused(() => item.update({ Title: 'Twice' }, '"1"'))).status, 412);
  });
  step('items: delete', async () => {
    const one = await filled('Deleted');
    await one.items.getById(1).delete();
    same((await one.items()).length, 2);
  });
  step('items: recycle', async () => {
    const one = await filled('Recycled');
    isTrue(await one.items.getById(1).recycle(), 'an id');
    same((await one.items()).length, 2);
  });
  step('items: that does not exist', async () => same((await refused(async () => (await filled('Missing')).items.getById(99)())).status, 404));
  step('items: an event of the calendar', async () => {
    const calendar = (await web()).lists.getByTitle('Calendar');
    const made = data(await calendar.items.add({ Title: 'Event', EventDate: '2036-02-02T10:00:00Z', EndDate: '2036-02-02T11:00:00Z' }));
    same((await calendar.items.getById(made.Id)()).Title, 'Event');
  });
  step('items: attachments', async () => {
    const item = (await filled('Attached')).items.getById(1);
    await item.attachmentFiles.add('a.txt', 'Content');
    same((await item.attachmentFiles()).map((one) => one.FileName), ['a.txt']);
  });
  step('items: values as text', async () => same((await (await filled('As text')).items.getById(1).fieldValuesAsText()).Title, 'Item 1'));
  step('items: effective permissions', async () => isTrue(await (await filled('Rights')).effectiveBasePermissions(), 'permissions'));

  // Users and groups
  step('users: ensure', async () => isTrue(data(await (await web()).ensureUser('anna@contoso.com')).Id > 0, 'an id'));
  step('users: all', async () => {
    await (await web()).ensureUser('bert@contoso.com');
    isTrue((await (await web()).siteUsers()).some((one) => /bert/i.test(one.LoginName)), 'Bert');
  });
  step('users: by id', async () => {
    const { Id } = data(await (await web()).ensureUser('anna@contoso.com'));
    same((await (await web()).getUserById(Id)()).Email, 'anna@contoso.com');
  });
  step('users: by e-mail', async () => same((await (await web()).siteUsers.getByEmail('anna@contoso.com')()).Title, 'Anna Adler'));
  step('users: by login name', async () => {
    const { LoginName } = data(await (await web()).ensureUser('anna@contoso.com'));
    same((await (await web()).siteUsers.getByLoginName(LoginName)()).LoginName, LoginName);
  });
  step('groups: all', async () => isTrue(Array.isArray(await (await web()).siteGroups()), 'a list'));

  // Batches
  step('batch: two reads', async () => {
    await web();
    const [one, other] = await batch(entry, [(sp) => sp.web.lists(), (sp) => sp.web.select('Title')()]);
    isTrue(one.length > 0 && other.Title !== undefined, 'both answers');
  });
  step('batch: three new items', async () => {
    const one = await list('Batched');
    await batch(entry, ['a', 'b', 'c'].map((Title) => (sp) => sp.web.lists.getByTitle('Batched').items.add({ Title })));
    same((await one.items()).length, 3);
  });
  step('batch: a failure among others', async () => {
    await web();
    const found = await batch(entry, [(sp) => sp.web.lists().then(() => 'read'), (sp) => sp.web.lists.getByTitle('Nothing')().then(() => 'read', () => 'failed')]);
    same(found, ['read', 'failed']);
  });
  step('batch: changes and deletions', async () => {
    const one = await filled('Batch changes');
    const items = (sp) => sp.web.lists.getByTitle('Batch changes').items;
    await batch(entry, [(sp) => items(sp).getById(1).update({ Title: 'Changed' }), (sp) => items(sp).getById(2).delete()]);
    same((await one.items()).map((each) => each.Title).sort(), ['Changed', 'Item 3']);
  });
};
