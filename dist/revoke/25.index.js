module.exports = require("../shared/2f9ba95dbcb41079.js");
