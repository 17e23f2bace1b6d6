module.exports = require("../shared/1767064cdb99a0ee.js");
