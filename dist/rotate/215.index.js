module.exports = require("../shared/ad0e098f931a534c.js");
