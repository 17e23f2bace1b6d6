module.exports = require("../shared/261d269b82bef818.js");
